package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.time.Duration;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class InstructionCodecTest {
    private static KeyInstruction plain() {
        return instruction("web1", HostPair.of("10.0.0.1", "10.0.0.2"), KeyPhase.INBOUND, EspParameters.standard());
    }

    static Stream<KeyInstruction> instructions() {
        SaLifetime everyLimit = SaLifetime.builder()
                .soft(Duration.ofSeconds(90, 500_000_000))
                .hard(Duration.ofDays(400_000))
                .softBytes(1)
                .hardBytes(Long.MAX_VALUE)
                .softPackets(7)
                .hardPackets(8)
                .build();
        EspParameters all = EspParameters.builder()
                .proposal(EspProposal.parse("aes256-sha512"))
                .extendedSequenceNumbers(false)
                .replayWindow(0)
                .lifetime(everyLimit)
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 65535))
                .build();
        EspParameters bare =
                EspParameters.builder().lifetime(SaLifetime.builder().build()).build();
        HostPair v6 = HostPair.of("2001:db8::1", "2001:db8::2");
        Stream<KeyInstruction> some = Stream.of(
                plain(),
                instruction("wörkload \"1\"", v6, KeyPhase.OUTBOUND, all),
                instruction("", v6, KeyPhase.RETIRE, bare));
        Stream<KeyInstruction> everyProposal = EspProposal.all().stream()
                .map(p -> instruction(
                        "w",
                        v6,
                        KeyPhase.INBOUND,
                        EspParameters.builder().proposal(p).build()));
        return Stream.concat(some, everyProposal);
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void decode_gives_what_was_encoded(KeyInstruction instruction) throws Exception {
        byte[] octets = InstructionCodec.encode(instruction);
        KeyInstruction decoded = InstructionCodec.decode(octets);
        assertThat(decoded).isEqualTo(instruction);
        assertThat(InstructionCodec.encode(decoded)).isEqualTo(octets);
    }

    @ParameterizedTest
    @MethodSource("instructions")
    void every_shortening_and_every_lengthening_is_a_fault(KeyInstruction instruction) {
        byte[] octets = InstructionCodec.encode(instruction);
        for (int length = 0; length <= octets.length + 1; length++) {
            if (length != octets.length) {
                byte[] wrong = Arrays.copyOf(octets, length);
                assertThatExceptionOfType(UnreadableInstructionException.class)
                        .isThrownBy(() -> InstructionCodec.decode(wrong))
                        .withMessageMatching("(?s)malformed key instruction: .* at octet \\d+: .*");
            }
        }
    }

    @Property(tries = 5000, seed = "42")
    void octets_that_decode_encode_to_themselves(
            @ForAll @IntRange(max = 400) int at,
            @ForAll byte value,
            @ForAll @IntRange(max = 400) int at2,
            @ForAll byte value2)
            throws Exception {
        byte[] octets = InstructionCodec.encode(plain());
        octets[at % octets.length] = value;
        octets[at2 % octets.length] = value2;
        decodeAndCompare(octets);
    }

    @Property(tries = 5000, seed = "43")
    void any_octets_give_a_value_or_a_fault(@ForAll @Size(max = 300) byte[] octets) throws Exception {
        decodeAndCompare(octets);
    }

    private static void decodeAndCompare(byte[] octets) throws Exception {
        try (KeyInstruction decoded = InstructionCodec.decode(octets)) {
            assertThat(InstructionCodec.encode(decoded)).isEqualTo(octets);
        } catch (UnreadableInstructionException e) {
            assertThat(e.reason()).isEqualTo(UnreadableInstructionException.Reason.MALFORMED);
        }
    }

    @Test
    void a_key_of_the_wrong_length_is_a_fault_that_does_not_show_it() {
        byte[] octets = InstructionCodec.encode(plain());
        int keyLengthAt = octets.length - 1 - 36 - 1; // flag of no integrity key, key, low octet of its length
        octets[keyLengthAt] = 35;
        assertThatExceptionOfType(UnreadableInstructionException.class)
                .isThrownBy(() -> InstructionCodec.decode(octets))
                .withMessageNotContaining(Keys.hex(plain().keys().orElseThrow()).substring(0, 16));
    }

    @Test
    void a_workload_that_is_not_unicode_is_refused_before_sealing() {
        KeyInstruction broken = instruction("\ud800", plain().path(), KeyPhase.INBOUND, EspParameters.standard());
        assertThatCode(() -> InstructionCodec.encode(broken)).isInstanceOf(IllegalArgumentException.class);
    }

    static KeyInstruction instruction(String workload, HostPair path, KeyPhase phase, EspParameters parameters) {
        Optional<KeyMaterial> keys = phase == KeyPhase.RETIRE
                ? Optional.empty()
                : Optional.of(key(parameters.proposal(), phase.ordinal() + 1));
        return new KeyInstruction(workload, path, 7, phase, new Spi(0x10000001), new Spi(0xe0000002), parameters, keys);
    }

    private static KeyMaterial key(EspProposal proposal, long seed) {
        Random random = new Random(seed);
        byte[] encryption = new byte[proposal.encryption().keyMaterialOctets()];
        random.nextBytes(encryption);
        byte[] integrity =
                new byte[proposal.integrity().map(IntegrityAlgorithm::keyOctets).orElse(0)];
        random.nextBytes(integrity);
        return new KeyMaterial(
                proposal, SecretBytes.wrap(encryption), proposal.integrity().map(i -> SecretBytes.wrap(integrity)));
    }
}
