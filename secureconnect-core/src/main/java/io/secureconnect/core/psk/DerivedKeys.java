package io.secureconnect.core.psk;

import io.secureconnect.api.auth.OrganizationKey;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.keying.OrganizationKeys;
import io.secureconnect.api.plan.HostAssociation;
import io.secureconnect.api.plan.HostPlan;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.KeyingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The epochs of an organization, the one to begin with first, and what is derived of them. */
final class DerivedKeys implements OrganizationKeys {
    static final String FORMAT = "secureconnect.organization-keys/v1";

    private static final String PRE_SHARED_KEY = "psk";

    private final PairKeyDerivation derivation;
    private final String organization;
    private final List<EpochKey> epochs;

    /** Takes {@code epochs} over: one, or two of which one is the other's next. */
    DerivedKeys(PairKeyDerivation derivation, String organization, List<EpochKey> epochs) {
        this.derivation = derivation;
        this.organization = organization;
        this.epochs = new ArrayList<>(epochs);
    }

    @Override
    public String organization() {
        return organization;
    }

    @Override
    public synchronized List<Integer> epochs() {
        return epochs.stream().map(EpochKey::epoch).toList();
    }

    @Override
    public synchronized int acceptNext() {
        return accept(epochs.get(0).secret());
    }

    @Override
    public synchronized int acceptNext(OrganizationKey fresh) {
        return accept(fresh.secret());
    }

    private int accept(SecretBytes secret) {
        if (epochs.size() > 1) {
            throw new IllegalStateException("the epoch changes already, " + epochs()
                    + "; hand out the keys, let hosts begin with the next and retire the previous one first");
        }
        int next = Math.addExact(epochs.get(0).epoch(), 1);
        epochs.add(new EpochKey(next, secret.copy()));
        return next;
    }

    @Override
    public synchronized void beginWithNext() {
        if (epochs.size() < 2 || epochs.get(1).epoch() < epochs.get(0).epoch()) {
            throw new IllegalStateException(
                    "there is no next epoch to begin with, only " + epochs() + "; add it first");
        }
        epochs.add(epochs.remove(0));
    }

    @Override
    public synchronized void retirePrevious() {
        if (epochs.size() < 2 || epochs.get(1).epoch() > epochs.get(0).epoch()) {
            throw new IllegalStateException("there is no previous epoch to retire, only " + epochs()
                    + "; hosts must begin with the next one before");
        }
        epochs.remove(1).secret().close();
    }

    @Override
    public SecretBytes hostKeys(HostPlan plan) {
        return hostKeys(
                plan.workload(),
                plan.associations().stream()
                        .filter(DerivedKeys::hasPreSharedKeys)
                        .map(HostAssociation::remote)
                        .collect(Collectors.toSet()));
    }

    private static boolean hasPreSharedKeys(HostAssociation association) {
        return association.verdict() == Verdict.ENCRYPTED
                && association.keying() != KeyingMode.CONTROLLER
                && association.authentication().filter(PRE_SHARED_KEY::equals).isPresent();
    }

    @Override
    public synchronized SecretBytes hostKeys(String workload, Collection<String> peers) {
        Map<String, List<PairKey>> byPeer = new TreeMap<>();
        try {
            for (String peer : peers) {
                List<PairKey> keys = new ArrayList<>(2);
                byPeer.put(peer, keys);
                for (EpochKey epoch : epochs) {
                    keys.add(derivation.of(epoch.secret(), organization, epoch.epoch(), workload, peer));
                }
            }
            return HeldKeys.write(organization, workload, byPeer);
        } finally {
            byPeer.values().forEach(keys -> keys.forEach(key -> key.secret().close()));
        }
    }

    @Override
    public synchronized SecretBytes save() {
        try (KeyLines lines = new KeyLines()) {
            lines.text(FORMAT).end();
            lines.text("organization ").id(organization).end();
            epochs.forEach(epoch -> lines.key(epoch.epoch(), epoch.secret()).end());
            return lines.toSecret();
        }
    }

    @Override
    public synchronized void close() {
        epochs.forEach(epoch -> epoch.secret().close());
    }

    /** The organization and its epochs, and no key. */
    @Override
    public String toString() {
        return "OrganizationKeys[" + organization + ", epochs " + epochs() + "]";
    }
}
