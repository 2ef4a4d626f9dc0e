package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.linux.udp.FakeUdp;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.time.SeededRandom;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/** A backend on a kernel that misbehaves when told to. */
abstract class BackendOnTwin {
    static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    static final HostPair OTHER = HostPair.of("10.0.0.1", "10.0.0.3");
    static final HostPair SIX = HostPair.of("2001:db8:1::1", "2001:db8:1::2");
    static final Exemption IKE = Exemption.ike(AddressFamily.IPV4, 500);
    static final int FOREIGN_REQID = 77;

    final KernelTwin kernel = new KernelTwin();
    final FakeUdp udp = new FakeUdp();
    final SeededRandom random = new SeededRandom(7);
    Instant now = Instant.ofEpochSecond(1_000_000);
    final LinuxBackend backend = open();

    final LinuxBackend open() {
        return new LinuxBackend(
                kernel,
                () -> {
                    throw new AssertionError("no events here");
                },
                udp,
                OwnedNumbers.STANDARD,
                () -> now,
                random);
    }

    final ChangeResult apply(BackendChange change) {
        return backend.apply(List.of(change)).get(0);
    }

    final void applied(BackendChange... changes) {
        assertThat(backend.apply(Arrays.asList(changes)))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED));
    }

    final void fails(ErrorCode code, String words, BackendChange change) {
        ChangeResult result = apply(change);
        assertThat(result.fault()).as(result.toString()).isPresent();
        assertThat(result.fault().orElseThrow().code()).isEqualTo(code);
        assertThat(result.fault().orElseThrow().message()).contains(words);
    }

    final SecurityAssociation sa(HostPair path, Direction direction, int spi, EspParameters parameters) {
        EspProposal proposal = parameters.proposal();
        KeyMaterial keys = new KeyMaterial(
                proposal,
                SecretBytes.wrap(random.octets(proposal.encryption().keyMaterialOctets())),
                proposal.integrity().map(i -> SecretBytes.wrap(random.octets(i.keyOctets()))));
        return new SecurityAssociation(new SaId(path, direction, new Spi(spi)), new Spi(spi + 1), parameters, keys);
    }

    final SecurityAssociation sa(HostPair path, Direction direction, int spi) {
        return sa(path, direction, spi, EspParameters.standard());
    }

    /** Somebody else's entry for a whole path. */
    final void foreignPolicy(HostPair path, Direction direction, int reqid) {
        KernelTwin scratch = new KernelTwin();
        new LinuxBackend(scratch, () -> null, udp, OwnedNumbers.STANDARD, () -> now, random)
                .apply(List.of(new Protect(path, Protection.ENCRYPT)));
        KernelTwin.Policy ours = scratch.policies.stream()
                .filter(p -> p.direction() == OwnedNumbers.number(direction))
                .findFirst()
                .orElseThrow();
        byte[] attributes = ours.attributes().clone();
        KernelTwin.host(attributes).putInt(4 + 44, reqid);
        byte[] body = ours.body().clone();
        KernelTwin.host(body).putInt(156, 8 * 17 + ours.direction());
        kernel.policies.add(new KernelTwin.Policy(body, attributes));
    }
}
