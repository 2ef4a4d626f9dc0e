package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.SaId;
import java.util.List;
import java.util.Optional;

/**
 * What a host has to do for one instruction: the rules of the host's side as a function of what the kernel holds and which
 * generations the journal has seen.
 *
 * <p>The journal decides what is new, the kernel what is there. An instruction of an older generation than the journal has
 * seen changes nothing, for a newer rotation is under way and must not be undone by a late one.
 *
 * @param action what to do
 * @param remove the SAs to remove, in this order; only with REMOVE
 * @param refusal why not; only with REFUSE
 */
record HostStep(Action action, List<SaId> remove, Optional<Refusal> refusal) {
    /** The four answers. */
    enum Action {
        /** It is so already. */
        CONFIRM,
        /** Note the generation, then install the instruction's SA. */
        INSTALL,
        REMOVE,
        REFUSE
    }

    /** Why an instruction cannot be followed. */
    record Refusal(ErrorCode code, String message) {}

    private static final HostStep CONFIRM = new HostStep(Action.CONFIRM, List.of(), Optional.empty());
    private static final HostStep INSTALL = new HostStep(Action.INSTALL, List.of(), Optional.empty());

    /**
     * Decides.
     *
     * @param highestInbound the journal's highest generation of the path for inbound, 0 for none
     * @param highestOutbound the same for outbound
     */
    static HostStep of(KeyInstruction instruction, InstalledSas sas, long highestInbound, long highestOutbound) {
        long newest = Math.max(highestInbound, highestOutbound);
        return switch (instruction.phase()) {
            case INBOUND -> inbound(instruction, sas, highestInbound, newest);
            case OUTBOUND -> outbound(instruction, sas, highestInbound, highestOutbound);
            case RETIRE -> retire(instruction, sas, highestInbound, highestOutbound);
        };
    }

    private static HostStep inbound(KeyInstruction instruction, InstalledSas sas, long used, long newest) {
        if (sas.carries(instruction.id(Direction.INBOUND))) {
            return confirmIfOurs(instruction, Direction.INBOUND, used);
        }
        return instruction.generation() > newest ? INSTALL : outdated(instruction, newest);
    }

    private static HostStep outbound(KeyInstruction instruction, InstalledSas sas, long inbound, long used) {
        if (sas.carries(instruction.id(Direction.OUTBOUND))) {
            return confirmIfOurs(instruction, Direction.OUTBOUND, used);
        }
        if (instruction.generation() <= used || instruction.generation() < inbound) {
            return outdated(instruction, Math.max(used, inbound));
        }
        return instruction.generation() == inbound && sas.carries(instruction.id(Direction.INBOUND))
                ? INSTALL
                : missing(instruction);
    }

    private static HostStep retire(KeyInstruction instruction, InstalledSas sas, long inbound, long outbound) {
        if (instruction.generation() < Math.max(inbound, outbound)) {
            return outdated(instruction, Math.max(inbound, outbound));
        }
        SaId in = instruction.id(Direction.INBOUND);
        SaId out = instruction.id(Direction.OUTBOUND);
        boolean ours = instruction.generation() == inbound && instruction.generation() == outbound;
        if (!ours || !sas.carries(in) || !sas.carries(out)) {
            return missing(instruction);
        }
        List<SaId> others = sas.others(instruction.path(), in, out);
        return others.isEmpty() ? CONFIRM : new HostStep(Action.REMOVE, others, Optional.empty());
    }

    private static HostStep confirmIfOurs(KeyInstruction instruction, Direction direction, long used) {
        if (used >= instruction.generation()) {
            return CONFIRM;
        }
        return refuse(
                ErrorCode.SPI_IN_USE,
                instruction.id(direction)
                        + " is taken by an SA that the journal knows nothing of; other keys are needed");
    }

    private static HostStep outdated(KeyInstruction instruction, long newest) {
        return refuse(
                ErrorCode.KEY_REUSE,
                describe(instruction) + " is not above generation " + newest
                        + ", which was used; keys of a higher generation are needed");
    }

    private static HostStep missing(KeyInstruction instruction) {
        KeyPhase phase = instruction.phase();
        return refuse(
                ErrorCode.SA_MISSING,
                describe(instruction) + " builds on "
                        + (phase == KeyPhase.OUTBOUND
                                ? "its inbound SA, which is not installed"
                                : "both its SAs, which are not all installed")
                        + "; other keys are needed");
    }

    private static String describe(KeyInstruction instruction) {
        return instruction.path() + " generation " + instruction.generation() + " phase " + instruction.phase();
    }

    private static HostStep refuse(ErrorCode code, String message) {
        return new HostStep(Action.REFUSE, List.of(), Optional.of(new Refusal(code, message)));
    }
}
