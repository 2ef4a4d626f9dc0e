package io.secureconnect.windows.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.Fields;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Value;
import java.util.List;
import org.junit.jupiter.api.Test;

class FilterContentTest {
    private static final Filter FOUR = new FilterPlan(Lifetime.STATIC).block(HostPair.of("10.0.0.1", "10.0.0.2"));
    private static final Filter SIX = new FilterPlan(Lifetime.STATIC).block(HostPair.of("2001:db8::1", "2001:db8::2"));

    private static Filter with(Filter filter, int flags, List<FilterCondition> conditions, Action action) {
        return new Filter(
                filter.filterKey(),
                filter.displayData(),
                flags,
                filter.providerKey(),
                filter.providerData(),
                filter.layerKey(),
                filter.subLayerKey(),
                filter.weight(),
                conditions,
                action,
                filter.context(),
                77,
                Value.Number.u64(1L << 60));
    }

    private static FilterCondition equal(Guid field, Value value) {
        return new FilterCondition(field, FilterCondition.MATCH_EQUAL, value);
    }

    private static Value.MaskV6 mask(String address) {
        return new Value.MaskV6(Bytes.wrap(IpAddress.parse(address).octets()), 128);
    }

    @Test
    void whatWindowsFillsInMakesNoDifference() {
        int indexed = 0x40;
        assertThat(FilterContent.isAsWanted(FOUR, with(FOUR, indexed, FOUR.filterCondition(), FOUR.action())))
                .isTrue();
    }

    @Test
    void oneAddressAsAMaskIsTheSame() {
        List<FilterCondition> four = List.of(
                equal(Fields.IP_REMOTE_ADDRESS, new Value.MaskV4(0x0a000002, -1)),
                equal(Fields.IP_LOCAL_ADDRESS, new Value.MaskV4(0x0a000001, -1)));
        assertThat(FilterContent.isAsWanted(FOUR, with(FOUR, 0, four, FOUR.action())))
                .isTrue();
        List<FilterCondition> six = List.of(
                equal(Fields.IP_LOCAL_ADDRESS, mask("2001:db8::1")),
                equal(Fields.IP_REMOTE_ADDRESS, mask("2001:db8::2")));
        assertThat(FilterContent.isAsWanted(SIX, with(SIX, 0, six, SIX.action())))
                .isTrue();
    }

    @Test
    void aWeakerFilterOfTheSameNameIsAnother() {
        assertThat(FilterContent.isAsWanted(FOUR, with(FOUR, 0, FOUR.filterCondition(), Action.PERMIT)))
                .isFalse();
        assertThat(FilterContent.isAsWanted(
                        FOUR, with(FOUR, 0, FOUR.filterCondition().subList(0, 1), FOUR.action())))
                .isFalse();
        List<FilterCondition> narrower = List.of(
                FOUR.filterCondition().get(0),
                FOUR.filterCondition().get(1),
                equal(Fields.IP_PROTOCOL, Value.Number.u8(6)));
        assertThat(FilterContent.isAsWanted(FOUR, with(FOUR, 0, narrower, FOUR.action())))
                .isFalse();
        int permitIfUnregistered = 0x10;
        assertThat(FilterContent.isAsWanted(
                        FOUR, with(FOUR, permitIfUnregistered, FOUR.filterCondition(), FOUR.action())))
                .isFalse();
        List<FilterCondition> twice =
                List.of(FOUR.filterCondition().get(0), FOUR.filterCondition().get(0));
        assertThat(FilterContent.isAsWanted(FOUR, with(FOUR, 0, twice, FOUR.action())))
                .isFalse();
    }
}
