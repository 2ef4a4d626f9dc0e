package io.secureconnect.testkit.kernel;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.TrafficSelector;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.BackendChange.AddExemption;
import io.secureconnect.spi.BackendChange.InstallSa;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.RemoveExemption;
import io.secureconnect.spi.BackendChange.RemoveSa;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.ChangeResult;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.kernel.SpdEntry.Action;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Turns changes into writes to SPD and SAD, or into the reason why there is none. Writes nothing itself. */
final class ChangePlanner {
    /** Exemptions before paths, both with room on either side for policies of others. */
    static final int EXEMPTION_PRIORITY = 1_000;

    static final int PATH_PRIORITY = 2_000;
    static final int REQID = 0x5ec0_0001;

    private final KernelState kernel;
    private final BackendCapabilities capabilities;
    private final Object actor;

    ChangePlanner(KernelState kernel, BackendCapabilities capabilities, Object actor) {
        this.kernel = kernel;
        this.capabilities = capabilities;
        this.actor = actor;
    }

    PreparedChange prepare(BackendChange change) {
        switch (change.kind()) {
            case ADD_EXEMPTION:
                return put(change, ((AddExemption) change).exemption().selector(), EXEMPTION_PRIORITY, Action.PASS);
            case REMOVE_EXEMPTION:
                return remove(change, ((RemoveExemption) change).exemption().selector(), true);
            case PROTECT:
                Protect protect = (Protect) change;
                Action action = protect.protection() == Protection.ENCRYPT ? Action.PROTECT : Action.DISCARD;
                return put(change, TrafficSelector.of(protect.target()), PATH_PRIORITY, action);
            case UNPROTECT:
                return remove(change, TrafficSelector.of(((Unprotect) change).target()), false);
            case INSTALL_SA:
                return install(change, ((InstallSa) change).sa());
            case REMOVE_SA:
                return removeSa(change, ((RemoveSa) change).id());
            case NEGOTIATE:
                return PreparedChange.answer(ChangeResult.failed(
                        change,
                        ErrorCode.CAPABILITY_MISSING,
                        "the in-memory kernel has no IKE of its own; set the keying to ike or controller"));
            case STOP_NEGOTIATING:
                return PreparedChange.answer(ChangeResult.unchanged(change));
        }
        throw new IllegalArgumentException("unknown change " + change);
    }

    private PreparedChange put(BackendChange change, TrafficSelector selector, int priority, Action action) {
        List<Runnable> writes = new ArrayList<>();
        // Outbound first: what leaves is gone, what comes in can still be refused.
        for (Direction direction : List.of(Direction.OUTBOUND, Direction.INBOUND)) {
            SpdEntry wanted = new SpdEntry(
                    MemoryBackend.OWNER, selector, direction, priority, action, action == Action.PROTECT ? REQID : 0);
            Optional<SpdEntry> present = kernel.spd.find(selector, direction);
            if (present.filter(entry -> !isOurs(entry)).isPresent()) {
                return PreparedChange.answer(ChangeResult.failed(
                        change,
                        ErrorCode.FOREIGN_CONFLICT,
                        "a policy of another owner has this selector and direction; remove it: " + present.get()));
            }
            if (action == Action.PASS
                    && present.filter(entry -> entry.action() != Action.PASS).isPresent()) {
                return PreparedChange.answer(ChangeResult.failed(
                        change,
                        ErrorCode.KERNEL_REFUSED,
                        "a protected path has this selector; unprotect it, or exempt less: " + present.get()));
            }
            if (present.filter(wanted::equals).isEmpty()) {
                writes.add(() -> kernel.putPolicy(actor, wanted));
            }
        }
        return done(change, writes);
    }

    private PreparedChange remove(BackendChange change, TrafficSelector selector, boolean exemption) {
        List<Runnable> writes = new ArrayList<>();
        for (Direction direction : List.of(Direction.INBOUND, Direction.OUTBOUND)) {
            if (kernel.spd
                    .find(selector, direction)
                    .filter(entry -> isOurs(entry) && exemption == (entry.action() == Action.PASS))
                    .isPresent()) {
                writes.add(() -> kernel.removePolicy(actor, selector, direction));
            }
        }
        return done(change, writes);
    }

    private PreparedChange install(BackendChange change, SecurityAssociation sa) {
        Optional<SadEntry> present = kernel.sad.find(
                sa.id().path().destination(sa.id().direction()), sa.id().spi());
        if (present.isPresent() && !(isOurs(present.get()) && present.get().id.equals(sa.id()))) {
            return PreparedChange.answer(ChangeResult.failed(
                    change,
                    ErrorCode.SPI_IN_USE,
                    "the SPI is taken at its destination by " + present.get() + "; choose another"));
        }
        if (present.filter(entry -> !entry.isLarval()).isPresent()) {
            return PreparedChange.answer(ChangeResult.unchanged(change));
        }
        Optional<ChangeResult> refused = refuse(change, sa);
        return refused.isPresent()
                ? PreparedChange.answer(refused.get())
                : done(change, List.of(() -> kernel.install(actor, MemoryBackend.OWNER, sa, REQID)));
    }

    private Optional<ChangeResult> refuse(BackendChange change, SecurityAssociation sa) {
        EspParameters parameters = sa.parameters();
        boolean volume = parameters.lifetime().softBytes().isPresent()
                || parameters.lifetime().hardBytes().isPresent()
                || parameters.lifetime().softPackets().isPresent()
                || parameters.lifetime().hardPackets().isPresent();
        int largest = capabilities.largestReplayWindow();
        if (!capabilities.families().contains(sa.id().path().family())) {
            return refusal(
                    change,
                    ErrorCode.ESP_UNAVAILABLE,
                    "ESP over " + sa.id().path().family());
        }
        if (!capabilities.proposals().contains(parameters.proposal())) {
            return refusal(
                    change,
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    parameters.proposal().keyword());
        }
        if (parameters.extendedSequenceNumbers() && !capabilities.extendedSequenceNumbers()) {
            return refusal(change, ErrorCode.CAPABILITY_MISSING, "extended sequence numbers");
        }
        if (largest > 0 && parameters.replayWindow() > largest) {
            return refusal(
                    change,
                    ErrorCode.CAPABILITY_MISSING,
                    "a replay window of " + parameters.replayWindow() + ", its largest is " + largest);
        }
        if (volume && !capabilities.volumeLifetimes()) {
            return refusal(change, ErrorCode.CAPABILITY_MISSING, "limits of octets or packets");
        }
        boolean carriesUdp = sa.id().path().family() == AddressFamily.IPV6
                ? capabilities.udpEncapsulationOverIpv6()
                : capabilities.udpEncapsulation();
        if (parameters.udpEncapsulation().isPresent() && !carriesUdp) {
            return refusal(change, ErrorCode.CAPABILITY_MISSING, "UDP encapsulation on this path");
        }
        return Optional.empty();
    }

    private Optional<ChangeResult> refusal(BackendChange change, ErrorCode code, String what) {
        return Optional.of(ChangeResult.failed(
                change, code, capabilities.description() + " has no " + what + "; choose another in the SA policy"));
    }

    private PreparedChange removeSa(BackendChange change, SaId id) {
        Optional<SadEntry> present = kernel.sad
                .find(id.path().destination(id.direction()), id.spi())
                .filter(sa -> sa.owner.equals(MemoryBackend.OWNER) && sa.id.equals(id));
        return done(
                change,
                present.<List<Runnable>>map(sa -> List.of(() -> kernel.removeSa(actor, sa)))
                        .orElse(List.of()));
    }

    private static PreparedChange done(BackendChange change, List<Runnable> writes) {
        return new PreparedChange(
                writes, writes.isEmpty() ? ChangeResult.unchanged(change) : ChangeResult.applied(change));
    }

    private static boolean isOurs(SpdEntry entry) {
        return entry.owner().equals(MemoryBackend.OWNER);
    }

    private static boolean isOurs(SadEntry sa) {
        return sa.owner.equals(MemoryBackend.OWNER);
    }
}
