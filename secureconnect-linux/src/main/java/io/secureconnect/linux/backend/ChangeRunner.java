package io.secureconnect.linux.backend;

import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.linux.netlink.NetlinkRequest;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.udp.EncapsulationSockets;
import io.secureconnect.spi.BackendChange;
import io.secureconnect.spi.ChangeResult;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Carries out changes in their order with few sends. Neighbours of one sort about different things go together; a change
 * that could depend on how an earlier one ended waits until that is known.
 */
final class ChangeRunner {
    /** Tasks carried out together: one or two full sends, and no more messages than a cache holds. */
    private static final int MOST = 128;

    private final XfrmKernel kernel;
    private final Policies policies;
    private final States states;
    private final PathSlots slots;
    private final EncapsulationSockets sockets;

    private final List<BackendChange> batch = new ArrayList<>();
    private final List<ChangeTask> tasks = new ArrayList<>();
    private final Set<Object> subjects = new HashSet<>();
    private final List<ChangeResult> results = new ArrayList<>();

    ChangeRunner(XfrmKernel kernel, OwnedNumbers numbers, PathSlots slots, EncapsulationSockets sockets) {
        this.kernel = kernel;
        this.policies = new Policies(numbers);
        this.states = new States(numbers);
        this.slots = slots;
        this.sockets = sockets;
    }

    /** What a change is about: changes of different sorts may depend on each other. */
    private enum Sort {
        EXEMPTION,
        PROTECTION,
        SA;

        static Sort of(BackendChange change) {
            return switch (change.kind()) {
                case ADD_EXEMPTION, REMOVE_EXEMPTION -> EXEMPTION;
                case PROTECT, UNPROTECT -> PROTECTION;
                case INSTALL_SA, REMOVE_SA, NEGOTIATE, STOP_NEGOTIATING -> SA;
            };
        }
    }

    List<ChangeResult> run(List<? extends BackendChange> changes) {
        for (BackendChange change : changes) {
            ChangeTask task = task(change);
            boolean sameSort = batch.isEmpty() || Sort.of(batch.get(0)) == Sort.of(change);
            if (!sameSort || !subjects.add(task.subject())) {
                flush();
                task = task(change); // what was done may have freed or taken a slot
                subjects.add(task.subject());
            }
            batch.add(change);
            tasks.add(task);
            if (batch.size() == MOST) {
                flush();
            }
        }
        flush();
        return List.copyOf(results);
    }

    private ChangeTask task(BackendChange change) {
        return switch (change.kind()) {
            case ADD_EXEMPTION -> WritePoliciesTask.exempt((BackendChange.AddExemption) change, policies, slots);
            case REMOVE_EXEMPTION ->
                DeletePoliciesTask.unexempt((BackendChange.RemoveExemption) change, policies, slots);
            case PROTECT -> WritePoliciesTask.protect((BackendChange.Protect) change, policies, slots);
            case UNPROTECT -> DeletePoliciesTask.unprotect((BackendChange.Unprotect) change, policies, slots);
            case INSTALL_SA -> new InstallSaTask((BackendChange.InstallSa) change, states, slots, sockets);
            case REMOVE_SA -> new RemoveSaTask((BackendChange.RemoveSa) change, states);
            case NEGOTIATE, STOP_NEGOTIATING -> new NoDaemonTask(change);
        };
    }

    private void flush() {
        List<NetlinkRequest> requests = new ArrayList<>(2 * tasks.size());
        int[] ends = new int[tasks.size()];
        SecureConnectException[] unprepared = new SecureConnectException[tasks.size()];
        for (int i = 0; i < tasks.size(); i++) {
            try {
                tasks.get(i).prepare(kernel).forEach(requests::add);
            } catch (SecureConnectException e) {
                unprepared[i] = e;
            }
            ends[i] = requests.size();
        }
        List<Verdict> verdicts = kernel.execute(requests);
        for (int i = 0; i < tasks.size(); i++) {
            List<Verdict> own = verdicts.subList(i == 0 ? 0 : ends[i - 1], ends[i]);
            results.add(unprepared[i] != null ? failed(batch.get(i), unprepared[i]) : settle(i, own));
        }
        batch.clear();
        tasks.clear();
        subjects.clear();
    }

    private ChangeResult settle(int index, List<Verdict> verdicts) {
        try {
            return tasks.get(index).settle(verdicts, kernel);
        } catch (SecureConnectException e) {
            return failed(batch.get(index), e);
        }
    }

    private static ChangeResult failed(BackendChange change, SecureConnectException e) {
        return ChangeResult.failed(change, e.code(), String.valueOf(e.getMessage()));
    }
}
