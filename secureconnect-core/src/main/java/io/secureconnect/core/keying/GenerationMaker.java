package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyedPath;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.spi.RandomSource;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the keys of a generation, seals them to the two ends at once and wipes them: a key in clear never outlives a call of
 * {@link #make}.
 */
final class GenerationMaker {
    /** Generations are renewed up to this fraction of the soft limit before it, so that a fleet's rotations spread out. */
    static final double JITTER = 0.1;

    private final RandomSource random;
    private final InstructionSealer sealer;

    GenerationMaker(RandomSource random, InstructionSealer sealer) {
        this.random = random;
        this.sealer = sealer;
    }

    /** A generation and the instructions of its phases for both ends. */
    record Made(Generation generation, Map<KeyPhase, SealedInstruction> forA, Map<KeyPhase, SealedInstruction> forB) {}

    /** Makes generation {@code number} of {@code path}. */
    Made make(
            KeyedPath path,
            long number,
            Spi spiOfA,
            Spi spiOfB,
            SealingPublicKey keyOfA,
            SealingPublicKey keyOfB,
            Instant now) {
        EspProposal proposal = path.parameters().proposal();
        try (KeyMaterial toA = newKey(proposal);
                KeyMaterial toB = newKey(proposal)) {
            Draft a = new Draft(path.a(), path, path.parameters(), number, spiOfA, spiOfB);
            Draft b = new Draft(path.b(), path, mirrored(path.parameters()), number, spiOfB, spiOfA);
            return new Made(
                    new Generation(number, spiOfA, spiOfB, now, renewal(path.parameters(), now)),
                    seal(a, keyOfA, toA, toB),
                    seal(b, keyOfB, toB, toA));
        }
    }

    /** What all instructions of a generation for one end have in common. */
    private record Draft(
            String workload, KeyedPath path, EspParameters parameters, long number, Spi inbound, Spi outbound) {
        KeyInstruction with(KeyPhase phase, Optional<KeyMaterial> key) {
            return new KeyInstruction(
                    workload, path.seenBy(workload), number, phase, inbound, outbound, parameters, key);
        }
    }

    private Map<KeyPhase, SealedInstruction> seal(
            Draft draft, SealingPublicKey receiver, KeyMaterial inbound, KeyMaterial outbound) {
        Map<KeyPhase, SealedInstruction> sealed = new EnumMap<>(KeyPhase.class);
        put(sealed, receiver, draft.with(KeyPhase.INBOUND, Optional.of(inbound)), draft.path());
        put(sealed, receiver, draft.with(KeyPhase.OUTBOUND, Optional.of(outbound)), draft.path());
        put(sealed, receiver, draft.with(KeyPhase.RETIRE, Optional.empty()), draft.path());
        return sealed;
    }

    private void put(
            Map<KeyPhase, SealedInstruction> sealed,
            SealingPublicKey receiver,
            KeyInstruction instruction,
            KeyedPath path) {
        sealed.put(instruction.phase(), InstructionEnvelopes.seal(sealer, receiver, path.toString(), instruction));
    }

    private KeyMaterial newKey(EspProposal proposal) {
        return new KeyMaterial(
                proposal,
                SecretBytes.wrap(random.octets(proposal.encryption().keyMaterialOctets())),
                proposal.integrity().map(i -> SecretBytes.wrap(random.octets(i.keyOctets()))));
    }

    private Optional<Instant> renewal(EspParameters parameters, Instant now) {
        long drawn = ByteBuffer.wrap(random.octets(Long.BYTES)).getLong() >>> 11;
        double early = JITTER * drawn / (1L << 53);
        return parameters.lifetime().soft().map(soft -> now.plus(shortened(soft, early)));
    }

    private static Duration shortened(Duration soft, double by) {
        return soft.minusMillis((long) (soft.toMillis() * by));
    }

    /** UDP ports are those of {@code a} and {@code b}; the other end sees them the other way round. */
    @SuppressWarnings("ArgumentSelectionDefectChecker") // the swap is the point
    private static EspParameters mirrored(EspParameters parameters) {
        return parameters
                .udpEncapsulation()
                .map(ports -> EspParameters.builder()
                        .from(parameters)
                        .udpEncapsulation(new UdpEncapsulationTemplate(ports.remotePort(), ports.localPort()))
                        .build())
                .orElse(parameters);
    }
}
