package io.secureconnect.core.keying;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.keying.KeyInstruction;
import io.secureconnect.api.keying.KeyPhase;
import io.secureconnect.api.keying.KeyReport;
import io.secureconnect.api.keying.SealedInstruction;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendEvent;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.KeyJournal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The host's side of controller keying (RFC 9061, IKE-less): does what its distributor tells it, step by step, and says what
 * became of it.
 *
 * <p>An instruction is followed only if the distributor sealed it to this host, for a path that policy wants, with the
 * parameters that policy wants. A generation is noted in the journal before its key goes to the kernel, so that after a crash
 * at any point no key serves twice. Instructions may come late, twice, in any order, or before their policy does; those that
 * come too early wait.
 */
public final class ControllerKeying implements Keying {
    /** How long after a packet without an SA was reported the next one of its path is. */
    static final Duration NEEDED_INTERVAL = Duration.ofSeconds(10);

    private static final int MOST_WAITING_PATHS = 16_384;

    private final String workload;
    private final InstructionOpener opener;
    private final KeyJournal journal;
    private final InstalledSas sas = new InstalledSas();
    private final WaitingInstructions waiting = new WaitingInstructions(MOST_WAITING_PATHS);
    private final PendingSteps pending = new PendingSteps();
    private final Map<HostPair, Instant> neededAt = new HashMap<>();
    private Map<HostPair, EspParameters> wanted = Map.of();
    private long refused;

    /**
     * The keying of one host.
     *
     * @param workload the host's id
     * @param opener opens what is sealed to this host by the one distributor it believes
     * @param journal remembers which generations were used
     */
    public ControllerKeying(String workload, InstructionOpener opener, KeyJournal journal) {
        this.workload = workload;
        this.opener = opener;
        this.journal = journal;
    }

    /** Instructions that could not be opened or did not fit the policy in force, since the start. */
    public long refused() {
        return refused;
    }

    @Override
    public List<KeyingEffect> synchronize(KeyDemand demand, BackendSnapshot installed, Instant now) {
        return synchronize(demand.parameters(), installed, now);
    }

    List<KeyingEffect> synchronize(Map<HostPair, EspParameters> paths, BackendSnapshot installed, Instant now) {
        wanted = Map.copyOf(paths);
        sas.replace(installed.sas(), wanted.keySet());
        neededAt.keySet().retainAll(wanted.keySet());
        List<KeyingEffect> effects = new ArrayList<>();
        if (!wanted.isEmpty()) {
            effects.add(report(new KeyReport.Holdings(workload, sas.carrying())));
        }
        for (HostPair path : waiting.paths()) {
            if (wanted.containsKey(path)) {
                effects.addAll(resume(path));
            }
        }
        return effects;
    }

    @Override
    public List<KeyingEffect> on(BackendEvent event, Instant now) {
        return switch (event.kind()) {
            case ACQUIRE -> acquire(((BackendEvent.Acquire) event).path(), now);
            case EXPIRED -> expired((BackendEvent.Expired) event);
            // for the others the loop takes a fresh dump and synchronizes
            case MAPPING_CHANGED, CHANGED_BY_OTHERS, EVENTS_LOST, NATIVE_IKE_FAILED, PACKET_DROPPED -> List.of();
        };
    }

    /** Follows an instruction, if it is to be believed. */
    public List<KeyingEffect> on(SealedInstruction sealed, Instant now) {
        return follow(sealed);
    }

    @Override
    public List<KeyingEffect> on(List<ChangeResult> results, Instant now) {
        List<KeyingEffect> effects = new ArrayList<>();
        for (ChangeResult result : results) {
            Optional<PendingSteps.Step> ended = pending.take(result);
            note(result);
            ended.ifPresent(step -> {
                step.instruction().close();
                effects.addAll(outcome(step));
                effects.addAll(resume(step.instruction().path()));
            });
        }
        return effects;
    }

    private List<KeyingEffect> follow(SealedInstruction sealed) {
        KeyInstruction instruction;
        try {
            instruction = InstructionEnvelopes.open(opener, workload, sealed);
        } catch (UnreadableInstructionException e) {
            refused++;
            return fault(Optional.empty(), ErrorCode.KEY_UNREADABLE, String.valueOf(e.getMessage()));
        }
        boolean taken = false;
        try {
            HostPair path = instruction.path();
            EspParameters asked = wanted.get(path);
            if (asked == null || pending.isBusy(path)) {
                waiting.add(path, sealed);
                return List.of();
            }
            if (!asked.equals(instruction.parameters())) {
                return refuseParameters(sealed, instruction, asked);
            }
            HostStep step = HostStep.of(
                    instruction,
                    sas,
                    journal.highest(path, Direction.INBOUND),
                    journal.highest(path, Direction.OUTBOUND));
            taken = step.action() == HostStep.Action.INSTALL;
            return take(instruction, step);
        } finally {
            if (!taken) {
                instruction.close();
            }
        }
    }

    private List<KeyingEffect> take(KeyInstruction instruction, HostStep step) {
        return switch (step.action()) {
            case CONFIRM -> completed(instruction);
            case INSTALL -> install(instruction);
            case REMOVE ->
                hand(
                        instruction,
                        step.remove().stream().map(BackendChange.RemoveSa::new).collect(Collectors.toList()));
            case REFUSE -> {
                HostStep.Refusal refusal = step.refusal().orElseThrow();
                yield List.of(failed(instruction, refusal.code(), refusal.message()));
            }
        };
    }

    private List<KeyingEffect> install(KeyInstruction instruction) {
        Direction direction = instruction.phase() == KeyPhase.INBOUND ? Direction.INBOUND : Direction.OUTBOUND;
        try {
            journal.use(instruction.path(), direction, instruction.generation());
        } catch (RuntimeException e) {
            instruction.close();
            ErrorCode code = e instanceof SecureConnectException known ? known.code() : ErrorCode.INTERNAL;
            // the key was not used, so the same instruction may be tried again when it comes again
            return fault(
                    Optional.of(instruction.path()),
                    code,
                    "a key was not installed, because the key journal could not be written: " + e.getMessage());
        }
        return hand(
                instruction,
                List.of(new BackendChange.InstallSa(instruction.sa().orElseThrow())));
    }

    private List<KeyingEffect> hand(KeyInstruction instruction, List<? extends BackendChange> changes) {
        pending.add(instruction, List.copyOf(changes));
        return changes.stream().map(KeyingEffect.Change::new).collect(Collectors.toList());
    }

    private void note(ChangeResult result) {
        BackendChange change = result.change();
        if (change.kind() == BackendChange.Kind.REMOVE_SA && !result.isFailed()) {
            sas.removed(((BackendChange.RemoveSa) change).id());
        } else if (change.kind() == BackendChange.Kind.INSTALL_SA && result.outcome() == ChangeResult.Outcome.APPLIED) {
            sas.installed(((BackendChange.InstallSa) change).sa().id());
        }
    }

    private List<KeyingEffect> outcome(PendingSteps.Step step) {
        KeyInstruction instruction = step.instruction();
        Optional<ChangeResult> bad =
                step.results().stream().filter(ChangeResult::isFailed).findFirst();
        if (step.results().get(0).change().kind() == BackendChange.Kind.REMOVE_SA) {
            // an SA that would not go is tried again when the instruction comes again; other keys would not help
            return bad.isPresent() ? List.of() : List.of(done(instruction));
        }
        if (bad.isPresent()) {
            ChangeResult.Fault fault = bad.get().fault().orElseThrow();
            return List.of(failed(instruction, fault.code(), fault.message()));
        }
        if (step.results().get(0).outcome() == ChangeResult.Outcome.UNCHANGED) {
            // the journal had never seen this generation, so what is there has another key
            return List.of(failed(
                    instruction,
                    ErrorCode.SPI_IN_USE,
                    instruction.path() + ": an SA with the SPI of generation " + instruction.generation()
                            + " was there before; other keys are needed"));
        }
        return completed(instruction);
    }

    /**
     * The instruction's SA is there. Once the new outbound SA is, the old ones go before the phase is done: some kernels keep
     * sending under the SA they used last, and the other end may soon forget its key. A late instruction of an older generation
     * removes nothing.
     */
    private List<KeyingEffect> completed(KeyInstruction instruction) {
        boolean newest = instruction.generation() >= journal.highest(instruction.path(), Direction.OUTBOUND);
        List<SaId> stale = instruction.phase() == KeyPhase.OUTBOUND && newest
                ? sas.otherOutbound(instruction.id(Direction.OUTBOUND))
                : List.of();
        return stale.isEmpty()
                ? List.of(done(instruction))
                : hand(
                        instruction,
                        stale.stream().map(BackendChange.RemoveSa::new).collect(Collectors.toList()));
    }

    private List<KeyingEffect> resume(HostPair path) {
        return waiting.take(path).stream().flatMap(s -> follow(s).stream()).collect(Collectors.toList());
    }

    private List<KeyingEffect> acquire(HostPair path, Instant now) {
        Instant last = neededAt.get(path);
        if (!wanted.containsKey(path) || (last != null && now.isBefore(last.plus(NEEDED_INTERVAL)))) {
            return List.of();
        }
        neededAt.put(path, now);
        return List.of(report(new KeyReport.Needed(workload, path)));
    }

    private List<KeyingEffect> expired(BackendEvent.Expired event) {
        SaId id = event.id();
        if (!wanted.containsKey(id.path())) {
            return List.of();
        }
        if (event.hard()) {
            sas.removed(id);
        }
        return List.of(report(new KeyReport.Expiring(workload, id, event.hard())));
    }

    private List<KeyingEffect> refuseParameters(
            SealedInstruction sealed, KeyInstruction instruction, EspParameters asked) {
        if (!waiting.add(instruction.path(), sealed)) {
            return List.of(); // said so before
        }
        refused++;
        return fault(
                Optional.of(instruction.path()),
                ErrorCode.PARAMETERS_REFUSED,
                "keys for " + instruction.path() + " came with " + instruction.parameters()
                        + ", but the policy in force asks for " + asked
                        + "; they wait for a policy that fits, or bring the distributor's policy up to date");
    }

    private KeyingEffect done(KeyInstruction instruction) {
        return report(new KeyReport.Done(
                workload, instruction.path(), instruction.generation(), instruction.phase(), instruction.inboundSpi()));
    }

    private KeyingEffect failed(KeyInstruction instruction, ErrorCode code, String message) {
        HostPair path = instruction.path();
        long highest = Math.max(journal.highest(path, Direction.INBOUND), journal.highest(path, Direction.OUTBOUND));
        return report(new KeyReport.Failed(
                workload, path, instruction.generation(), instruction.phase(), highest, code, message));
    }

    private static KeyingEffect report(KeyReport report) {
        return new KeyingEffect.Report(report);
    }

    private static List<KeyingEffect> fault(Optional<HostPair> path, ErrorCode code, String message) {
        return List.of(new KeyingEffect.Fault(path, code, message));
    }
}
