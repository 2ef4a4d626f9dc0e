package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.Exemption;
import org.junit.jupiter.api.Test;

/** Adding and removing exemptions. */
class ExemptionChangesTest extends BackendOnTwin {
    @Test
    void anExemptionHasNoTemplateAndItsIndexSaysWhoseItIs() {
        applied(new AddExemption(IKE));

        assertThat(kernel.policies)
                .allSatisfy(p -> assertThat(p.attributes()).isEmpty())
                .extracting(p -> String.format("%08x", p.index()))
                .containsExactly("5c800001", "5c800000");
        assertThat(kernel.policies).extracting(KernelTwin.Policy::priority).containsOnly(1000);
        byte[] out = kernel.policies.get(0).body();
        assertThat(KernelTwin.wire(out).getInt(32)).as("port 500, mask").isEqualTo(500 << 16 | 0xffff);
        assertThat(KernelTwin.wire(out).getInt(36)).isEqualTo(500 << 16 | 0xffff);
        assertThat(out[44]).as("UDP").isEqualTo((byte) 17);
        assertThat(backend.snapshot().exemptions()).containsExactly(IKE);
    }

    @Test
    void neighborDiscoveryIsSelectedByTypeInTheSourcePortBothWays() {
        applied(new AddExemption(Exemption.neighborDiscovery().get(2)));

        assertThat(kernel.policies).allSatisfy(p -> {
            assertThat(KernelTwin.wire(p.body()).getInt(36)).isEqualTo(135 << 16 | 0xffff);
            assertThat(KernelTwin.wire(p.body()).getInt(32)).isZero();
        });
        assertThat(backend.snapshot().exemptions())
                .containsExactly(Exemption.neighborDiscovery().get(2));
    }

    @Test
    void aKernelThatDoesNotKeepTheIndexIsRefusedAndLeftClean() {
        kernel.ignoresIndex = true;

        fails(ErrorCode.KERNEL_REFUSED, "did not give policy index 0x5c80000", new AddExemption(IKE));

        assertThat(kernel.policies).isEmpty();
    }

    @Test
    void portsThatNoMaskCanSayAreRefusedBeforeAnythingIsWritten() {
        Exemption range = new Exemption(
                "web",
                TrafficSelector.builder()
                        .local(AddressPrefix.any(AddressFamily.IPV4))
                        .remote(AddressPrefix.any(AddressFamily.IPV4))
                        .protocol(6)
                        .localPorts(new PortRange(8000, 8099))
                        .build());

        fails(ErrorCode.CAPABILITY_MISSING, "exemption 'web'", new AddExemption(range));

        assertThat(kernel.writes).isEmpty();
        assertThat(apply(new RemoveExemption(range)).outcome()).isEqualTo(Outcome.UNCHANGED);
    }

    @Test
    void anEntryOfOthersWithTheSameSelectorIsAConflict() {
        applied(new AddExemption(IKE));
        for (KernelTwin.Policy policy : kernel.policies) {
            KernelTwin.host(policy.body()).putInt(156, 8 + policy.direction());
        }

        fails(ErrorCode.FOREIGN_CONFLICT, "another owner", new AddExemption(IKE));
        assertThat(apply(new RemoveExemption(IKE)).outcome()).isEqualTo(Outcome.UNCHANGED);
        assertThat(kernel.policies).hasSize(2);
    }
}
