package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DistributorJsonTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final TestFleet fleet = busyFleet();
    private JsonNode whole = JSON.createObjectNode();

    /** Two paths, one in the middle of a rotation with a failure behind it, one released. */
    private static TestFleet busyFleet() {
        TestFleet fleet = new TestFleet(8, new OpenSealing());
        EspParameters special = EspParameters.builder()
                .proposal(EspProposal.parse("aes256-sha256"))
                .extendedSequenceNumbers(false)
                .replayWindow(0)
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 14500))
                .lifetime(SaLifetime.builder()
                        .soft(Duration.ofMillis(90_500))
                        .hardBytes(1L << 40)
                        .softPackets(1000)
                        .build())
                .build();
        KeyedPath v6 =
                new KeyedPath("db1", IpAddress.parse("2001:db8::2"), "web1", IpAddress.parse("2001:db8::1"), special);
        KeyedPath gone = new KeyedPath(
                "db1", IpAddress.parse("10.0.0.2"), "web1", IpAddress.parse("10.0.0.9"), EspParameters.standard());
        fleet.distributor.want(List.of(gone), fleet.now);
        fleet.wanting(TestFleet.PATH).settle();
        fleet.distributor.want(List.of(TestFleet.PATH, v6), fleet.now);
        fleet.distributor.on(
                new KeyReport.Failed("web1", v6.seenBy("web1"), 1, KeyPhase.INBOUND, 5, ErrorCode.SPI_IN_USE, "taken"),
                fleet.now);
        fleet.distributor.on(
                new KeyReport.Failed("web1", v6.seenBy("web1"), 6, KeyPhase.INBOUND, 6, ErrorCode.SPI_IN_USE, "taken"),
                fleet.now);
        return fleet;
    }

    @Test
    void a_restored_distributor_saves_the_same_and_says_the_same() {
        String saved = fleet.distributor.save();
        List<?> status = fleet.distributor.status();
        fleet.restartDistributor(saved);
        assertThat(fleet.distributor.save()).isEqualTo(saved);
        assertThat(fleet.distributor.status()).isEqualTo(status);
        assertThat(saved).startsWith("{\"format\":\"secureconnect.distributor/v1\"");
    }

    @Test
    void a_restored_distributor_goes_on_in_the_middle_of_a_rotation() {
        fleet.distributor.rotate(fleet.now);
        fleet.restartDistributor(fleet.distributor.save());
        fleet.send(fleet.distributor.outstanding("web1"));
        fleet.send(fleet.distributor.outstanding("db1"));
        fleet.settle();
        assertThat(fleet.distributor.status().get(0).complete()).isTrue();
        assertThat(fleet.distributor.status().get(0).generation()).isEqualTo(2);
    }

    @Test
    void an_empty_distributor_is_restored_too() {
        TestFleet empty = new TestFleet(9, new OpenSealing());
        empty.restartDistributor(empty.distributor.save());
        assertThat(empty.distributor.status()).isEmpty();
    }

    @Test
    void the_state_of_another_distributor_is_refused() {
        TestFleet other = new TestFleet(10, new OpenSealing());
        assertRefused(fleet, other.distributor.save(), "/distributor", "belongs to the distributor");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "  ", "null", "[]", "17", "{", "{}", "{} {}", "{\"format\":\"x\",\"format\":\"x\"}"})
    void what_is_no_state_is_refused(String text) {
        assertRefused(fleet, text);
    }

    @Test
    void another_version_is_refused_by_name() {
        assertRefused(
                fleet,
                fleet.distributor.save().replace("distributor/v1", "distributor/v2"),
                "/format",
                "secureconnect.distributor/v1");
    }

    @Test
    void every_member_that_is_missing_unknown_or_of_another_type_is_a_fault_with_its_place() throws Exception {
        whole = JSON.readTree(fleet.distributor.save());
        List<Runnable> changes = new ArrayList<>();
        collect(whole, changes);
        assertThat(changes).hasSizeGreaterThan(100);
        changes.forEach(Runnable::run);
    }

    /** For each member: removed, replaced by an object, and with an unknown one beside it. */
    private void collect(JsonNode node, List<Runnable> changes) {
        if (node.isArray()) {
            node.forEach(element -> collect(element, changes));
            ArrayNode array = (ArrayNode) node;
            for (int i = 0; i < array.size(); i++) {
                int index = i;
                changes.add(() -> refusedWith(array, index, JSON.createObjectNode()));
            }
        }
        if (node.isObject()) {
            ObjectNode object = (ObjectNode) node;
            List<String> names = new ArrayList<>();
            object.fieldNames().forEachRemaining(names::add);
            for (String name : names) {
                collect(object.get(name), changes);
                changes.add(() -> refusedWith(object, name, JSON.createObjectNode()));
                changes.add(
                        () -> refusedWith(object, name, JSON.getNodeFactory().textNode("non-sense!")));
                changes.add(
                        () -> refusedWith(object, name, JSON.getNodeFactory().numberNode(-1)));
            }
            changes.add(() -> {
                object.put("unknownMember", 1);
                assertRefused(fleet, whole.toString(), "unknown member");
                object.remove("unknownMember");
            });
        }
    }

    private void refusedWith(ObjectNode object, String name, JsonNode value) {
        JsonNode before = object.get(name);
        if (before.equals(value)) {
            return;
        }
        object.set(name, value);
        assertRefused(fleet, whole.toString());
        object.set(name, before);
    }

    private void refusedWith(ArrayNode array, int index, JsonNode value) {
        JsonNode before = array.get(index);
        array.set(index, value);
        assertRefused(fleet, whole.toString());
        array.set(index, before);
    }

    @Property(tries = 2000, seed = "44")
    void any_change_of_a_character_gives_a_state_or_a_fault(
            @ForAll @IntRange(max = 1 << 20) int at, @ForAll char character) {
        TestFleet some = busyFleet();
        StringBuilder text = new StringBuilder(some.distributor.save());
        text.setCharAt(at % text.length(), character);
        try {
            some.restartDistributor(text.toString());
            some.distributor.status();
            some.distributor.rotate(some.now);
        } catch (SecureConnectException e) {
            assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE);
        }
    }

    private static void assertRefused(TestFleet fleet, String text, String... parts) {
        assertThatExceptionOfType(SecureConnectException.class)
                .as(text)
                .isThrownBy(() -> DistributorJson.read(fleet.own.publicKey(), text))
                .withMessageStartingWith("saved distributor state: ")
                .satisfies(e -> assertThat(List.of(parts)).allMatch(String.valueOf(e.getMessage())::contains))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.KEY_UNREADABLE));
    }
}
