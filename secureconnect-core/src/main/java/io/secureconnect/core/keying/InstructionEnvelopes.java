package io.secureconnect.core.keying;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.keying.SealingPublicKey;
import io.secureconnect.core.keying.UnreadableInstructionException.Reason;
import java.util.Arrays;

/** Instructions into envelopes and out of them. What stands outside an envelope is bound to what is inside. */
final class InstructionEnvelopes {
    private InstructionEnvelopes() {}

    /**
     * Seals {@code instruction}; the caller closes it.
     *
     * @param label names the path, the same in every phase
     */
    static SealedInstruction seal(
            InstructionSealer sealer, SealingPublicKey receiver, String label, KeyInstruction instruction) {
        byte[] plaintext = InstructionCodec.encode(instruction);
        try {
            byte[] context = context(instruction.workload(), label, instruction.generation(), instruction.phase());
            return new SealedInstruction(
                    instruction.workload(),
                    label,
                    instruction.generation(),
                    instruction.phase(),
                    sealer.seal(receiver, context, plaintext));
        } finally {
            Arrays.fill(plaintext, (byte) 0);
        }
    }

    /** Opens {@code sealed} for {@code workload}; the caller closes the instruction. */
    static KeyInstruction open(InstructionOpener opener, String workload, SealedInstruction sealed)
            throws UnreadableInstructionException {
        if (!sealed.workload().equals(workload)) {
            throw new UnreadableInstructionException(
                    Reason.OTHER_HOST,
                    "a key instruction for '" + printable(sealed.workload()) + "' came to '" + workload
                            + "'; look for a mistake in what delivers them");
        }
        byte[] context = contextOf(sealed);
        try (SecretBytes plaintext = opener.open(context, sealed.envelope())) {
            KeyInstruction instruction = decode(plaintext);
            if (!matches(sealed, instruction)) {
                instruction.close();
                throw new UnreadableInstructionException(
                        Reason.MALFORMED, "malformed key instruction: inside and outside of " + sealed + " differ");
            }
            return instruction;
        }
    }

    private static byte[] contextOf(SealedInstruction sealed) throws UnreadableInstructionException {
        try {
            return context(sealed.workload(), sealed.path(), sealed.generation(), sealed.phase());
        } catch (IllegalArgumentException e) {
            throw new UnreadableInstructionException(Reason.MALFORMED, String.valueOf(e.getMessage()), e);
        }
    }

    private static KeyInstruction decode(SecretBytes plaintext) throws UnreadableInstructionException {
        byte[] octets = plaintext.read(byte[]::clone);
        try {
            return InstructionCodec.decode(octets);
        } finally {
            Arrays.fill(octets, (byte) 0);
        }
    }

    /** Text that nobody vouches for, fit for a log. */
    private static String printable(String text) {
        String line = text.replaceAll("\\p{Cntrl}", "?");
        return line.length() > 80 ? line.substring(0, 80) + "..." : line;
    }

    private static boolean matches(SealedInstruction sealed, KeyInstruction instruction) {
        return sealed.workload().equals(instruction.workload())
                && sealed.generation() == instruction.generation()
                && sealed.phase() == instruction.phase();
    }

    private static byte[] context(String workload, String label, long generation, KeyPhase phase) {
        try (OctetWriter out = new OctetWriter()) {
            out.text(workload).text(label).u64(generation);
            OctetForm.PHASE.write(out, phase);
            return out.toOctets();
        }
    }
}
