package io.secureconnect.core.keying;

import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingKeyPair;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class GenerationMakerTest {
    private static final Instant NOW = TestFleet.START;
    private static final Spi SPI_OF_A = new Spi(0x1aaaaaaa);
    private static final Spi SPI_OF_B = new Spi(0x1bbbbbbb);

    private final OpenSealing suite = new OpenSealing();
    private final SeededRandom random = new SeededRandom(12);
    private final SealingKeyPair own = suite.newKeyPair(random);
    private final SealingKeyPair a = suite.newKeyPair(random);
    private final SealingKeyPair b = suite.newKeyPair(random);
    private final GenerationMaker maker = new GenerationMaker(random, suite.sealer(own));

    @Test
    void each_phase_carries_the_one_key_it_needs_and_the_ends_fit_together() throws Exception {
        GenerationMaker.Made made = make(TestFleet.PATH, 3);
        KeyInstruction inboundOfA = open(a, made.forA().get(KeyPhase.INBOUND));
        KeyInstruction outboundOfB = open(b, made.forB().get(KeyPhase.OUTBOUND));
        assertThat(inboundOfA.keys()).isEqualTo(outboundOfB.keys());
        assertThat(inboundOfA.inboundSpi()).isEqualTo(SPI_OF_A).isEqualTo(outboundOfB.outboundSpi());
        KeyInstruction outboundOfA = open(a, made.forA().get(KeyPhase.OUTBOUND));
        KeyInstruction inboundOfB = open(b, made.forB().get(KeyPhase.INBOUND));
        assertThat(outboundOfA.keys()).isEqualTo(inboundOfB.keys()).isNotEqualTo(inboundOfA.keys());
        assertThat(open(a, made.forA().get(KeyPhase.RETIRE)).keys()).isEmpty();
        assertThat(inboundOfA.path()).isEqualTo(inboundOfB.path().mirror());
        assertThat(inboundOfA.generation()).isEqualTo(3);
    }

    @Test
    void no_two_sas_share_a_key() throws Exception {
        Set<String> seen = new HashSet<>();
        for (int number = 1; number <= 500; number++) {
            GenerationMaker.Made made = make(TestFleet.PATH, number);
            seen.add(Keys.hex(open(a, made.forA().get(KeyPhase.INBOUND)).keys().orElseThrow()));
            seen.add(Keys.hex(open(a, made.forA().get(KeyPhase.OUTBOUND)).keys().orElseThrow()));
        }
        assertThat(seen).hasSize(1000);
    }

    @Test
    void the_label_is_the_same_in_every_phase_and_for_both_ends() {
        GenerationMaker.Made made = make(TestFleet.PATH, 1);
        Set<String> labels = new HashSet<>();
        made.forA().values().forEach(i -> labels.add(i.path()));
        made.forB().values().forEach(i -> labels.add(i.path()));
        assertThat(labels).containsExactly("db1 10.0.0.2 <-> web1 10.0.0.1");
    }

    @Test
    void udp_ports_are_turned_round_for_the_other_end() throws Exception {
        KeyedPath path = TestFleet.path(EspParameters.builder()
                .udpEncapsulation(new UdpEncapsulationTemplate(4500, 14500))
                .build());
        GenerationMaker.Made made = make(path, 1);
        assertThat(open(a, made.forA().get(KeyPhase.INBOUND)).parameters()).isEqualTo(path.parameters());
        assertThat(open(b, made.forB().get(KeyPhase.INBOUND)).parameters().udpEncapsulation())
                .contains(new UdpEncapsulationTemplate(14500, 4500));
    }

    @Test
    void renewals_spread_over_the_last_tenth_before_the_soft_limit() {
        List<Duration> ages = new ArrayList<>();
        for (int i = 0; i < 1000; i++) {
            ages.add(Duration.between(
                    NOW, make(TestFleet.PATH, 1).generation().renewAt().orElseThrow()));
        }
        assertThat(ages)
                .allMatch(age -> age.compareTo(Duration.ofMinutes(45)) >= 0)
                .allMatch(age -> age.compareTo(Duration.ofMinutes(50)) <= 0)
                .anyMatch(age -> age.compareTo(Duration.ofMinutes(46)) < 0)
                .anyMatch(age -> age.compareTo(Duration.ofMinutes(49)) > 0);
    }

    @Test
    void without_a_soft_time_limit_no_renewal_is_planned() {
        KeyedPath path = TestFleet.path(EspParameters.builder()
                .lifetime(SaLifetime.builder().hard(Duration.ofHours(1)).build())
                .build());
        assertThat(make(path, 1).generation().renewAt()).isEqualTo(Optional.empty());
    }

    private GenerationMaker.Made make(KeyedPath path, long number) {
        return maker.make(path, number, SPI_OF_A, SPI_OF_B, a.publicKey(), b.publicKey(), NOW);
    }

    private KeyInstruction open(SealingKeyPair host, SealedInstruction sealed) throws UnreadableInstructionException {
        return InstructionEnvelopes.open(suite.opener(host, own.publicKey()), sealed.workload(), sealed);
    }
}
