package io.secureconnect.linux.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.AddressPrefix;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.PortRange;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SaState;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.ChangeResult.Outcome;
import io.secureconnect.spi.Exemption;
import io.secureconnect.spi.InstalledSa;
import io.secureconnect.spi.Protection;
import io.secureconnect.spi.SpiReservation;
import io.secureconnect.testkit.time.SeededRandom;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** The messages that changes become, and what their answers mean, on a kernel that misbehaves when told to. */
class LinuxBackendTest {
    private static final HostPair PATH = HostPair.of("10.0.0.1", "10.0.0.2");
    private static final HostPair OTHER = HostPair.of("10.0.0.1", "10.0.0.3");
    private static final HostPair SIX = HostPair.of("2001:db8:1::1", "2001:db8:1::2");
    private static final Exemption IKE = Exemption.ike(AddressFamily.IPV4, 500);
    private static final int FOREIGN_REQID = 77;

    private final KernelTwin kernel = new KernelTwin();
    private final SeededRandom random = new SeededRandom(7);
    private Instant now = Instant.ofEpochSecond(1_000_000);
    private final LinuxBackend backend = open();

    private LinuxBackend open() {
        return new LinuxBackend(
                kernel,
                () -> {
                    throw new AssertionError("no events here");
                },
                OwnedNumbers.STANDARD,
                () -> now,
                random);
    }

    private ChangeResult apply(BackendChange change) {
        return backend.apply(List.of(change)).get(0);
    }

    private void applied(BackendChange... changes) {
        assertThat(backend.apply(Arrays.asList(changes)))
                .allSatisfy(result ->
                        assertThat(result.outcome()).as(result.toString()).isEqualTo(Outcome.APPLIED));
    }

    private void fails(ErrorCode code, String words, BackendChange change) {
        ChangeResult result = apply(change);
        assertThat(result.fault()).as(result.toString()).isPresent();
        assertThat(result.fault().orElseThrow().code()).isEqualTo(code);
        assertThat(result.fault().orElseThrow().message()).contains(words);
    }

    private SecurityAssociation sa(HostPair path, Direction direction, int spi, EspParameters parameters) {
        EspProposal proposal = parameters.proposal();
        KeyMaterial keys = new KeyMaterial(
                proposal,
                SecretBytes.wrap(random.octets(proposal.encryption().keyMaterialOctets())),
                proposal.integrity().map(i -> SecretBytes.wrap(random.octets(i.keyOctets()))));
        return new SecurityAssociation(new SaId(path, direction, new Spi(spi)), new Spi(spi + 1), parameters, keys);
    }

    private SecurityAssociation sa(HostPair path, Direction direction, int spi) {
        return sa(path, direction, spi, EspParameters.standard());
    }

    /** Somebody else's entry for a whole path. */
    private void foreignPolicy(HostPair path, Direction direction, int reqid) {
        KernelTwin scratch = new KernelTwin();
        new LinuxBackend(scratch, () -> null, OwnedNumbers.STANDARD, () -> now, random)
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

    @Nested
    class Paths {
        @Test
        void aPathIsTwoEntriesWithOneRequiredTemplateEachThatNamesItsSlotAndDirection() {
            applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.DISCARD));

            assertThat(kernel.writes)
                    .containsExactly(
                            "new out 10.0.0.1->10.0.0.2 allow reqid 5c000001",
                            "new in 10.0.0.2->10.0.0.1 allow reqid 5c000000",
                            "new out 10.0.0.1->10.0.0.3 block reqid 5c000003",
                            "new in 10.0.0.3->10.0.0.1 block reqid 5c000002");
            assertThat(kernel.policies)
                    .extracting(p -> String.format("%08x", p.index()))
                    .containsExactly("5c000001", "5c000000", "5c000009", "5c000008");
            for (KernelTwin.Policy policy : kernel.policies) {
                byte[] template = KernelTwin.attribute(policy.attributes(), 5);
                assertThat(template).hasSize(64);
                assertThat(template[20]).as("ESP").isEqualTo((byte) 50);
                assertThat(template[48]).as("transport mode").isZero();
                assertThat(template[50]).as("required, not optional").isZero();
                assertThat(Arrays.copyOfRange(template, 52, 64)).containsOnly(0xff);
                assertThat(policy.priority()).isEqualTo(2000);
                assertThat(KernelTwin.host(policy.body()).getLong(56))
                        .as("no limit")
                        .isEqualTo(-1);
            }
        }

        @Test
        void manyChangesAreFewSends() {
            List<Protect> changes = IntStream.rangeClosed(1, 1000)
                    .mapToObj(i ->
                            new Protect(HostPair.of("10.1.0.1", "10.2." + i / 256 + "." + i % 256), Protection.ENCRYPT))
                    .toList();
            int before = kernel.sends;

            assertThat(backend.apply(changes)).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);

            assertThat(kernel.policies).hasSize(2000);
            assertThat(kernel.sends - before)
                    .as("two dumps and 2000 messages, 128 a send")
                    .isEqualTo(2 + 16);
        }

        @Test
        void anEntryOfOthersIsNeverWrittenOverAndTheOtherHalfIsUndone() {
            foreignPolicy(PATH, Direction.INBOUND, FOREIGN_REQID);
            List<String> before = kernel.policies.stream().map(Object::toString).toList();

            fails(ErrorCode.FOREIGN_CONFLICT, "reqid 77", new Protect(PATH, Protection.ENCRYPT));

            assertThat(kernel.policies).extracting(Object::toString).isEqualTo(before);
            assertThat(kernel.writes).noneMatch(w -> w.startsWith("update"));
            assertThat(apply(new Unprotect(PATH)).outcome()).isEqualTo(Outcome.UNCHANGED);
            assertThat(kernel.policies).extracting(Object::toString).isEqualTo(before);
        }

        @Test
        void undoingPutsBackWhatWasOurs() {
            applied(new Protect(PATH, Protection.DISCARD));
            kernel.policies.removeIf(p -> p.direction() == 0);
            foreignPolicy(PATH, Direction.INBOUND, FOREIGN_REQID);

            fails(ErrorCode.FOREIGN_CONFLICT, "another owner", new Protect(PATH, Protection.ENCRYPT));

            assertThat(kernel.policies.stream().filter(p -> p.direction() == 1))
                    .singleElement()
                    .matches(KernelTwin.Policy::blocks);
        }

        @Test
        void aReplacedEntryKeepsItsSlotAlsoForTheNextProcess() {
            applied(new Protect(OTHER, Protection.ENCRYPT), new Protect(PATH, Protection.DISCARD));
            kernel.writes.clear();

            assertThat(open().apply(List.of(new Protect(PATH, Protection.ENCRYPT)))
                            .get(0)
                            .outcome())
                    .isEqualTo(Outcome.APPLIED);

            assertThat(kernel.writes)
                    .containsExactly(
                            "new out 10.0.0.1->10.0.0.2 allow reqid 5c000003",
                            "new in 10.0.0.2->10.0.0.1 allow reqid 5c000002",
                            "update out 10.0.0.1->10.0.0.2 allow reqid 5c000003",
                            "update in 10.0.0.2->10.0.0.1 allow reqid 5c000002");
        }

        @Test
        void aFreedSlotIsUsedAgain() {
            applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
            applied(new Unprotect(PATH));
            applied(new Protect(SIX, Protection.ENCRYPT));

            assertThat(kernel.policies).extracting(KernelTwin.Policy::reqid).contains(0x5c000000, 0x5c000001);
        }

        @Test
        void lostAnswersAreFoundOutByAsking() {
            kernel.losesAnswersOnce = () -> kernel.writes.size() == 4;

            List<ChangeResult> results = backend.apply(
                    List.of(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT)));

            assertThat(results).extracting(ChangeResult::outcome).containsOnly(Outcome.APPLIED);
            assertThat(kernel.policies).hasSize(4);
            assertThat(kernel.writes).as("nothing was written twice").hasSize(4);
        }

        @Test
        void aQuestionWhoseAnswerWasLostIsAskedAgain() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            int sends = kernel.sends;
            kernel.losesAnswersOnce = () -> kernel.sends == sends + 1;

            applied(new Unprotect(PATH));
        }

        @Test
        void lostAnswersOfADeletionAreFoundOutByDeletingAgain() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            kernel.writes.clear();
            kernel.losesAnswersOnce = () -> kernel.writes.size() == 2;

            assertThat(apply(new Unprotect(PATH)).outcome()).isEqualTo(Outcome.APPLIED);
            assertThat(kernel.policies).isEmpty();
        }

        @Test
        void unprotectingDeletesByIndexSoThatNobodyElsesEntryGoes() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            applied(new Unprotect(PATH));

            assertThat(kernel.policies).isEmpty();
            assertThat(kernel.writes.subList(2, 4))
                    .containsExactly(
                            "delete out 10.0.0.1->10.0.0.2 allow reqid 5c000001",
                            "delete in 10.0.0.2->10.0.0.1 allow reqid 5c000000");
        }

        @Test
        void larvalSasOfAcquiresGoWithTheirPath() {
            applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
            acquire(PATH, 0x5c000001);
            acquire(OTHER, 0x5c000003);
            acquire(PATH, FOREIGN_REQID);

            applied(new Unprotect(PATH));

            assertThat(kernel.states)
                    .extracting(Object::toString)
                    .containsExactly(
                            "10.0.0.1->10.0.0.3 spi 00000000 reqid 5c000003 larval",
                            "10.0.0.1->10.0.0.2 spi 00000000 reqid 0000004d larval");
        }

        private void acquire(HostPair path, int reqid) {
            byte[] body = new byte[224];
            System.arraycopy(path.remote().octets(), 0, body, 56, 4);
            System.arraycopy(path.local().octets(), 0, body, 80, 4);
            body[76] = 50;
            KernelTwin.host(body).putInt(208, reqid).putShort(212, (short) 2);
            kernel.states.add(new KernelTwin.State(body, new byte[0]));
        }

        @Test
        void changesOfOnePathWaitForEachOther() {
            assertThat(backend.apply(List.of(
                            new Protect(PATH, Protection.DISCARD),
                            new Protect(PATH, Protection.ENCRYPT),
                            new Unprotect(PATH),
                            new Protect(PATH, Protection.ENCRYPT),
                            new Protect(PATH, Protection.ENCRYPT))))
                    .extracting(ChangeResult::outcome)
                    .containsExactly(
                            Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED, Outcome.APPLIED, Outcome.UNCHANGED);
            assertThat(kernel.policies).hasSize(2).noneMatch(KernelTwin.Policy::blocks);
        }
    }

    @Nested
    class Exemptions {
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

    @Nested
    class Sas {
        @Test
        void anAeadSaIsWrittenAsTheKernelReadsIt() {
            EspParameters parameters = EspParameters.builder()
                    .lifetime(SaLifetime.builder()
                            .soft(Duration.ofMinutes(5))
                            .hard(Duration.ofMinutes(6))
                            .softBytes(1000)
                            .hardPackets(9)
                            .build())
                    .udpEncapsulation(new UdpEncapsulationTemplate(4500, 40000))
                    .build();
            SecurityAssociation sa = sa(PATH, Direction.OUTBOUND, 0x1234, parameters);
            applied(new InstallSa(sa));

            KernelTwin.State state = kernel.states.get(0);
            assertThat(state).hasToString("10.0.0.1->10.0.0.2 spi 00001234 reqid 5c000001");
            ByteBuffer body = KernelTwin.host(state.body());
            assertThat(body.getLong(96)).as("soft octets").isEqualTo(1000);
            assertThat(body.getLong(104)).as("hard octets").isEqualTo(-1);
            assertThat(body.getLong(112)).as("soft packets").isEqualTo(-1);
            assertThat(body.getLong(120)).as("hard packets").isEqualTo(9);
            assertThat(body.getLong(128)).as("soft seconds").isEqualTo(300);
            assertThat(body.getLong(136)).as("hard seconds").isEqualTo(360);
            assertThat(body.get(214)).as("transport mode").isZero();
            assertThat(body.get(216)).as("ESN").isEqualTo((byte) 128);
            assertThat(body.getShort(40)).as("a selector of the pair").isEqualTo((short) 2);
            assertThat(body.getShort(42)).isEqualTo((short) (32 << 8 | 32));

            byte[] aead = KernelTwin.attribute(state.attributes(), 18);
            assertThat(KernelTwin.name(aead)).isEqualTo("rfc4106(gcm(aes))");
            assertThat(KernelTwin.host(aead).getInt(64)).isEqualTo(36 * 8);
            assertThat(KernelTwin.host(aead).getInt(68)).isEqualTo(128);
            sa.keys()
                    .encryption()
                    .use(key -> assertThat(Arrays.copyOfRange(aead, 72, 108)).isEqualTo(key));

            byte[] replay = KernelTwin.attribute(state.attributes(), 23);
            assertThat(replay).hasSize(24 + 16);
            assertThat(KernelTwin.host(replay).getInt(0)).as("words").isEqualTo(4);
            assertThat(KernelTwin.host(replay).getInt(20)).as("packets").isEqualTo(128);

            byte[] encapsulation = KernelTwin.attribute(state.attributes(), 4);
            assertThat(KernelTwin.host(encapsulation).getShort(0)).isEqualTo((short) 2);
            assertThat(KernelTwin.wire(encapsulation).getInt(2)).isEqualTo(4500 << 16 | 40000);
        }

        @Test
        void anInboundSaHasThePeersPortAsSource() {
            EspParameters parameters = EspParameters.builder()
                    .udpEncapsulation(new UdpEncapsulationTemplate(4500, 40000))
                    .build();
            applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234, parameters)));

            byte[] encapsulation = KernelTwin.attribute(kernel.states.get(0).attributes(), 4);
            assertThat(KernelTwin.wire(encapsulation).getInt(2)).isEqualTo(40000 << 16 | 4500);
            assertThat(kernel.states.get(0)).hasToString("10.0.0.2->10.0.0.1 spi 00001234 reqid 5c000000");
        }

        @Test
        void aCipherWithAnHmacIsTwoAlgorithms() {
            EspParameters parameters = EspParameters.builder()
                    .proposal(EspProposal.parse("aes256-sha512"))
                    .build();
            applied(new InstallSa(sa(SIX, Direction.OUTBOUND, 0x1234, parameters)));

            byte[] attributes = kernel.states.get(0).attributes();
            byte[] cipher = KernelTwin.attribute(attributes, 2);
            assertThat(KernelTwin.name(cipher)).isEqualTo("cbc(aes)");
            assertThat(cipher).hasSize(68 + 32);
            byte[] hmac = KernelTwin.attribute(attributes, 20);
            assertThat(KernelTwin.name(hmac)).isEqualTo("hmac(sha512)");
            assertThat(KernelTwin.host(hmac).getInt(68)).as("truncated to").isEqualTo(256);
            assertThat(hmac).hasSize(72 + 64);
            assertThat(backend.snapshot().sas().get(0).proposal()).contains(parameters.proposal());
        }

        @Test
        void everyProposalIsRecognisedInADump() {
            int spi = 0x1000;
            for (EspProposal proposal : EspProposal.all()) {
                EspParameters parameters =
                        EspParameters.builder().proposal(proposal).build();
                SecurityAssociation sa = sa(PATH, Direction.INBOUND, spi++, parameters);
                applied(new InstallSa(sa));
                assertThat(backend.snapshot().sas())
                        .filteredOn(installed -> installed.id().equals(sa.id()))
                        .singleElement()
                        .satisfies(installed -> assertThat(installed.proposal()).contains(proposal));
            }
        }

        @Test
        void aReservationIsCompletedAndThenLeftAlone() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            SpiReservation reservation = backend.reserveSpi(PATH);
            assertThat(kernel.states)
                    .extracting(Object::toString)
                    .containsExactly("10.0.0.2->10.0.0.1 spi c0000001 reqid 5c000000 larval");
            assertThat(backend.snapshot().sas()).extracting(InstalledSa::state).containsExactly(SaState.LARVAL);

            SecurityAssociation sa =
                    sa(PATH, Direction.INBOUND, reservation.spi().value());
            applied(new InstallSa(sa));
            assertThat(kernel.writes).last().asString().startsWith("update 10.0.0.2->10.0.0.1 spi c0000001");

            kernel.writes.clear();
            assertThat(apply(new InstallSa(sa)).outcome()).isEqualTo(Outcome.UNCHANGED);
            reservation.close();
            assertThat(kernel.writes).isEmpty();
            assertThat(kernel.states).hasSize(1);
        }

        @Test
        void aReservationThatIsClosedIsDeletedOnce() {
            SpiReservation reservation = backend.reserveSpi(PATH);
            reservation.close();
            reservation.close();

            assertThat(kernel.states).isEmpty();
            assertThat(kernel.writes).filteredOn(w -> w.startsWith("delete")).hasSize(1);
        }

        @Test
        void anSpiOfOthersIsInUseAndStays() {
            applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
            KernelTwin.host(kernel.states.get(0).body()).putInt(208, FOREIGN_REQID);
            kernel.writes.clear();

            fails(ErrorCode.SPI_IN_USE, "00001234", new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
            assertThat(apply(new RemoveSa(sa(PATH, Direction.INBOUND, 0x1234).id()))
                            .outcome())
                    .isEqualTo(Outcome.UNCHANGED);
            assertThat(kernel.writes).isEmpty();
            assertThat(backend.snapshot().sas()).isEmpty();
        }

        @Test
        void aLostAnswerIsFoundOutAndTheKeyIsNeverSentTwice() {
            kernel.losesAnswersOnce = () -> kernel.states.size() == 1;
            applied(new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));

            assertThat(kernel.writes).hasSize(1);
        }

        @Test
        void aLostAnswerOfAnSaThatIsNotThereAsksForFreshKeys() {
            kernel.unknownAlgorithms.add("rfc4106(gcm(aes))");
            kernel.losesAnswersOnce = () -> kernel.writes.size() == 1;

            fails(ErrorCode.KERNEL_PROTOCOL, "fresh keys", new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));
            assertThat(kernel.writes).hasSize(1);
        }

        @Test
        void whatTheKernelLacksIsNamedWithTheRemedy() {
            kernel.unknownAlgorithms.add("rfc4106(gcm(aes))");
            kernel.withoutEsp.add(10);
            EspParameters cbc = EspParameters.builder()
                    .proposal(EspProposal.parse("aes128-sha256"))
                    .build();

            fails(ErrorCode.ALGORITHM_UNAVAILABLE, "modules: gcm", new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1234)));
            fails(
                    ErrorCode.ESP_UNAVAILABLE,
                    "modprobe esp4 esp6",
                    new InstallSa(sa(SIX, Direction.OUTBOUND, 0x1234, cbc)));
        }

        @Test
        void aFailureDoesNotStopTheChangesBehindIt() {
            kernel.unknownAlgorithms.add("rfc7539esp(chacha20,poly1305)");
            EspParameters chacha = EspParameters.builder()
                    .proposal(EspProposal.parse("chacha20poly1305"))
                    .build();

            assertThat(backend.apply(List.of(
                            new InstallSa(sa(PATH, Direction.INBOUND, 0x1000)),
                            new InstallSa(sa(PATH, Direction.INBOUND, 0x1001, chacha)),
                            new InstallSa(sa(PATH, Direction.OUTBOUND, 0x1002)))))
                    .extracting(ChangeResult::outcome)
                    .containsExactly(Outcome.APPLIED, Outcome.FAILED, Outcome.APPLIED);
        }

        @Test
        void theStateOfAnSaFollowsFromItsLimits() {
            applied(new InstallSa(sa(PATH, Direction.INBOUND, 0x1234)));
            KernelTwin.host(kernel.states.get(0).body())
                    .putLong(160, 5000)
                    .putLong(168, 7)
                    .putLong(176, now.getEpochSecond());

            InstalledSa fresh = backend.snapshot().sas().get(0);
            assertThat(fresh.state()).isEqualTo(SaState.MATURE);
            assertThat(fresh.bytes()).hasValue(5000);
            assertThat(fresh.packets()).hasValue(7);
            assertThat(fresh.installedAt()).contains(now);
            assertThat(fresh.sequence()).hasValue(0);

            now = now.plus(Duration.ofMinutes(50));
            assertThat(backend.snapshot().sas().get(0).state()).isEqualTo(SaState.DYING);
        }
    }

    @Nested
    class Snapshots {
        @Test
        void halvesAreIncomplete() {
            applied(new AddExemption(IKE), new Protect(PATH, Protection.ENCRYPT), new Protect(SIX, Protection.DISCARD));
            kernel.policies.removeIf(p -> p.direction() == 0 && p.reqid() != 0x5c000002);

            BackendSnapshot snapshot = backend.snapshot();

            assertThat(snapshot.paths()).containsOnlyKeys(SIX).containsValue(Protection.DISCARD);
            assertThat(snapshot.incompletePaths()).containsExactly(PATH);
            assertThat(snapshot.exemptions()).isEmpty();
            assertThat(snapshot.incompleteExemptions()).containsExactly(IKE);
        }

        @Test
        void anEntryOfOursThatWasMadeOptionalOrMarkedIsNotWhole() {
            applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
            kernel.policies.get(0).attributes()[4 + 50] = 1;
            KernelTwin.host(kernel.policies.get(2).body()).putInt(152, 1);

            assertThat(backend.snapshot().incompletePaths()).containsExactlyInAnyOrder(PATH, OTHER);
            applied(new Protect(PATH, Protection.ENCRYPT), new Protect(OTHER, Protection.ENCRYPT));
            assertThat(backend.snapshot().paths()).containsOnlyKeys(PATH, OTHER);
        }

        @Test
        void entriesOfOthersAreListedInTheirWordsWithWhoWins() {
            foreignPolicy(PATH, Direction.OUTBOUND, FOREIGN_REQID);

            assertThat(backend.snapshot().foreignPolicies()).singleElement().satisfies(foreign -> {
                assertThat(foreign.covers(PATH)).isTrue();
                assertThat(foreign.direction()).isEqualTo(Direction.OUTBOUND);
                assertThat(foreign.precedes()).as("it was there first").isTrue();
                assertThat(foreign.description())
                        .isEqualTo("src 10.0.0.1/32 dst 10.0.0.2/32 dir out action allow priority 2000 index 137"
                                + " tmpl proto 50 reqid 77");
            });
        }

        @Test
        void anEntryOfOursThatOthersWroteOverIsTheirsThoughItKeptItsIndex() {
            applied(new Protect(PATH, Protection.ENCRYPT));
            KernelTwin.host(kernel.policies.get(0).attributes()).putInt(4 + 44, FOREIGN_REQID);

            BackendSnapshot snapshot = backend.snapshot();

            assertThat(snapshot.incompletePaths()).containsExactly(PATH);
            assertThat(snapshot.foreignPolicies()).hasSize(1);
        }

        @Test
        void theSteadyStateIsTwoDumpsAndNoWrite() {
            applied(new AddExemption(IKE), new Protect(PATH, Protection.ENCRYPT));
            kernel.writes.clear();
            int before = kernel.sends;

            backend.snapshot();
            backend.apply(List.of());

            assertThat(kernel.writes).isEmpty();
            assertThat(kernel.sends - before).isEqualTo(2);
        }
    }

    @Nested
    class Capabilities {
        @Test
        void whatTheKernelHasIsListedAndNothingIsLeftBehind() {
            kernel.unknownAlgorithms.add("rfc7539esp(chacha20,poly1305)");
            kernel.unknownAlgorithms.add("hmac(sha384)");

            BackendCapabilities capabilities = backend.capabilities();

            assertThat(capabilities.proposals())
                    .extracting(EspProposal::keyword)
                    .containsExactly(
                            "aes128gcm16",
                            "aes256gcm16",
                            "aes128-sha256",
                            "aes128-sha512",
                            "aes256-sha256",
                            "aes256-sha512");
            assertThat(capabilities.families()).containsExactly(AddressFamily.values());
            assertThat(capabilities.extendedSequenceNumbers()).isTrue();
            assertThat(capabilities.udpEncapsulation()).isTrue();
            assertThat(capabilities.largestReplayWindow()).isEqualTo(4096);
            assertThat(kernel.states).isEmpty();
            assertThat(kernel.writes)
                    .filteredOn(w -> w.startsWith("new"))
                    .as("documentation addresses, inbound, a reqid that no path has")
                    .allMatch(w ->
                            w.contains("->192.0.2.1 spi dec0de") || w.contains("->2001:db8:0:0:0:0:0:1 spi dec0de"))
                    .allMatch(w -> w.contains("reqid 5c7ffffe"));
        }

        @Test
        void theyAreFoundOutOnce() {
            BackendCapabilities first = backend.capabilities();
            int sends = kernel.sends;

            assertThat(backend.capabilities()).isSameAs(first);
            assertThat(kernel.sends).isEqualTo(sends);
        }

        @Test
        void aFamilyWithoutEspIsLeftOut() {
            kernel.withoutEsp.add(10);

            assertThat(backend.capabilities().families()).containsExactly(AddressFamily.IPV4);
        }

        @Test
        void aKernelWithoutEspHasNoFamiliesAndNoProposals() {
            kernel.withoutEsp.addAll(List.of(2, 10));

            BackendCapabilities capabilities = backend.capabilities();

            assertThat(capabilities.families()).isEmpty();
            assertThat(capabilities.proposals()).isEmpty();
            assertThat(capabilities.extendedSequenceNumbers()).isFalse();
        }

        @Test
        void aProbeThatACrashLeftIsNobodysSa() {
            backend.capabilities();
            byte[] body = new byte[224];
            body[76] = 50;
            KernelTwin.wire(body).putInt(72, 0xDEC0DE00);
            KernelTwin.host(body)
                    .putInt(208, OwnedNumbers.STANDARD.probeReqid())
                    .putShort(212, (short) 2);
            kernel.states.add(new KernelTwin.State(body, new byte[0]));

            assertThat(backend.snapshot().sas()).isEmpty();
        }
    }

    @Test
    void aProcessWithoutTheRightIsToldAtOnceWhichOneItLacks() {
        kernel.denied = true;

        assertThatThrownBy(this::open)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.PERMISSION_DENIED))
                .hasMessageContaining("CAP_NET_ADMIN");
        assertThat(kernel.isClosed()).isTrue();
    }

    @Test
    void aClosedBackendSaysSo() {
        backend.close();
        backend.close();

        assertThatThrownBy(backend::snapshot)
                .isInstanceOfSatisfying(
                        SecureConnectException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.CLOSED));
    }
}
