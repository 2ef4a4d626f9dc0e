package io.secureconnect.core.resolve;

import io.secureconnect.api.plan.AddressPath;
import io.secureconnect.api.plan.BlockReason;
import io.secureconnect.api.plan.DiagnosticCode;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.plan.PeerAssociation;
import io.secureconnect.api.plan.Verdict;
import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.LinkState;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.IkePorts;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The nine steps once more, straight from the manual and with no thought of speed: it looks at every workload for every
 * rule and keeps every pair. It shares no code with the resolver, so that the two can be compared.
 */
public final class NaiveResolver {
    private final PolicyDocument document;
    private final Map<String, LabelGroup> groups = new HashMap<>();
    private final Map<String, Workload> workloads = new TreeMap<>();
    private final Map<Pair, Set<String>> rulesOfPairs = new TreeMap<>();
    private final Set<Remark> remarks = new TreeSet<>();

    /** @param document with ids and names of the characters of ASCII, so that all orders agree */
    public NaiveResolver(PolicyDocument document) {
        this.document = document;
        document.labelGroups().forEach(group -> groups.put(group.name(), group));
        document.workloads().forEach(workload -> workloads.put(workload.id(), workload));
    }

    /** Works every rule out. */
    public NaiveResolver resolve() {
        for (RuleSet set : document.ruleSets()) {
            for (Rule rule : set.rules()) {
                if (set.enabled() && rule.enabled() && rule.secConnect()) {
                    resolve(set, rule);
                }
            }
        }
        return this;
    }

    /** The peers of one workload, sorted; for documents whose rules all have valid ends. Needs no {@link #resolve}. */
    public Set<String> peersOf(String id) {
        Set<String> peers = new TreeSet<>();
        Workload self = workloads.get(id);
        for (RuleSet set : document.ruleSets()) {
            List<Scope> scopes =
                    set.scopes().isEmpty() ? List.of(Scope.builder().build()) : set.scopes();
            for (Rule rule : set.rules()) {
                for (Scope scope : scopes) {
                    if (set.enabled()
                            && rule.enabled()
                            && rule.secConnect()
                            && fault(self).isEmpty()) {
                        addPeers(self, rule, scope, peers);
                    }
                }
            }
        }
        peers.remove(id);
        return peers;
    }

    private void addPeers(Workload self, Rule rule, Scope scope, Set<String> peers) {
        boolean provides = inScope(self, scope) && selects(rule.providers(), self);
        boolean consumes = (inScope(self, scope) || rule.unscopedConsumers()) && selects(rule.consumers(), self);
        for (Workload peer : provides || consumes ? workloads.values() : List.<Workload>of()) {
            boolean inScope = inScope(peer, scope);
            boolean asConsumer = provides && (inScope || rule.unscopedConsumers()) && selects(rule.consumers(), peer);
            boolean asProvider = consumes && inScope && selects(rule.providers(), peer);
            if ((asConsumer || asProvider) && fault(peer).isEmpty()) {
                peers.add(peer.id());
            }
        }
    }

    /** Every association, sorted. */
    public List<PeerAssociation> associations() {
        List<PeerAssociation> associations = new ArrayList<>();
        rulesOfPairs.forEach(
                (pair, rules) -> associations.add(associate(workloads.get(pair.a), workloads.get(pair.b), rules)));
        return associations;
    }

    /** The pairs and their rules. */
    public Map<Pair, Set<String>> pairs() {
        return rulesOfPairs;
    }

    /** Code and subject of every remark, sorted. */
    public Set<Remark> remarks() {
        for (PeerAssociation association : associations()) {
            remarkOnPair(association);
        }
        return remarks;
    }

    private void resolve(RuleSet set, Rule rule) {
        String name = set.name() + "/" + rule.name();
        Set<String> kinds = new HashSet<>();
        boolean unsupported = false;
        for (List<Actor> list : List.of(rule.providers(), rule.consumers())) {
            for (Actor actor : list) {
                String kind = actor.getClass().getSimpleName().replace("Group", "");
                if (Set.of("IpListActor", "VirtualServiceActor", "VirtualServerActor")
                        .contains(kind)) {
                    unsupported = true;
                } else if (!excludes(actor)) {
                    kinds.add(kind);
                }
            }
        }
        if (unsupported) {
            remarks.add(new Remark(DiagnosticCode.UNSUPPORTED_ACTOR, name));
        }
        if (kinds.size() > 1) {
            remarks.add(new Remark(DiagnosticCode.INVALID_ACTOR_COMBINATION, name));
        }
        if (unsupported || kinds.size() > 1) {
            return;
        }
        for (Pair pair : pairsOf(set, rule)) {
            Optional<DiagnosticCode> dropped = dropped(workloads.get(pair.a), workloads.get(pair.b));
            if (dropped.isEmpty()) {
                rulesOfPairs.computeIfAbsent(pair, any -> new TreeSet<>()).add(name);
            }
            for (String end : List.of(pair.a, pair.b)) {
                fault(workloads.get(end)).ifPresent(code -> remarks.add(new Remark(code, name)));
            }
        }
    }

    private Set<Pair> pairsOf(RuleSet set, Rule rule) {
        Set<Pair> pairs = new HashSet<>();
        List<Scope> scopes = set.scopes().isEmpty() ? List.of(Scope.builder().build()) : set.scopes();
        for (Scope scope : scopes) {
            List<String> providers = new ArrayList<>();
            List<String> consumers = new ArrayList<>();
            for (Workload workload : workloads.values()) {
                boolean inScope = inScope(workload, scope);
                if (inScope && selects(rule.providers(), workload)) {
                    providers.add(workload.id());
                }
                if ((inScope || rule.unscopedConsumers()) && selects(rule.consumers(), workload)) {
                    consumers.add(workload.id());
                }
            }
            for (String provider : providers) {
                for (String consumer : consumers) {
                    if (!provider.equals(consumer)) {
                        pairs.add(Pair.of(provider, consumer));
                    }
                }
            }
        }
        return pairs;
    }

    private boolean inScope(Workload workload, Scope scope) {
        for (Map.Entry<String, ScopeMember> entry : scope.members().entrySet()) {
            String value = workload.labels().get(entry.getKey());
            ScopeMember member = entry.getValue();
            boolean fits = member.group()
                    ? values(member.name()).contains(value)
                    : member.name().equals(value);
            if (value == null || !fits) {
                return false;
            }
        }
        return true;
    }

    private boolean selects(List<Actor> list, Workload workload) {
        Map<String, Boolean> fitsByKey = new HashMap<>();
        boolean selected = false;
        for (Actor actor : list) {
            if (actor instanceof Actor.AllWorkloads) {
                selected |= workload.managed();
            } else if (actor instanceof Actor.WorkloadActor named) {
                selected |= named.id().equals(workload.id());
            } else if (key(actor) != null && !excludes(actor)) {
                fitsByKey.merge(key(actor), fits(actor, workload), Boolean::logicalOr);
            }
            if (excludes(actor) && fits(actor, workload)) {
                return false;
            }
        }
        return selected || !fitsByKey.isEmpty() && !fitsByKey.containsValue(false);
    }

    private String key(Actor actor) {
        if (actor instanceof Actor.LabelActor label) {
            return label.key();
        }
        return actor instanceof Actor.LabelGroupActor group
                ? groups.get(group.name()).key()
                : null;
    }

    private boolean fits(Actor actor, Workload workload) {
        String value = workload.labels().get(key(actor));
        if (value == null) {
            return false;
        }
        return actor instanceof Actor.LabelActor label
                ? label.value().equals(value)
                : values(((Actor.LabelGroupActor) actor).name()).contains(value);
    }

    private Set<String> values(String group) {
        Set<String> values = new HashSet<>(groups.get(group).labels());
        groups.get(group).groups().forEach(nested -> values.addAll(values(nested)));
        return values;
    }

    private static boolean excludes(Actor actor) {
        return actor instanceof Actor.LabelActor label && label.exclusion()
                || actor instanceof Actor.LabelGroupActor group && group.exclusion();
    }

    private static Optional<DiagnosticCode> dropped(Workload one, Workload other) {
        return fault(one).or(() -> fault(other));
    }

    private static Optional<DiagnosticCode> fault(Workload workload) {
        if (!workload.managed()) {
            return Optional.of(DiagnosticCode.UNMANAGED_WORKLOAD);
        }
        if (workload.enforcementMode() == EnforcementMode.IDLE) {
            return Optional.of(DiagnosticCode.IDLE_WORKLOAD);
        }
        return Set.of(OperatingSystem.LINUX, OperatingSystem.WINDOWS).contains(workload.os())
                ? Optional.empty()
                : Optional.of(DiagnosticCode.UNSUPPORTED_OPERATING_SYSTEM);
    }

    private PeerAssociation associate(Workload a, Workload b, Set<String> rules) {
        List<AddressPath> paths = new ArrayList<>();
        for (NetworkInterface mine : a.interfaces()) {
            for (NetworkInterface theirs : b.interfaces()) {
                if (usable(a, mine)
                        && usable(b, theirs)
                        && mine.address().family() == theirs.address().family()) {
                    paths.add(new AddressPath(mine.address(), theirs.address()));
                }
            }
        }
        boolean windows = a.os() == OperatingSystem.WINDOWS || b.os() == OperatingSystem.WINDOWS;
        boolean controller = document.saPolicy().keying() == KeyingMode.CONTROLLER;
        boolean ikev1 = windows && document.saPolicy().ikeVersionPolicy() == IkeVersionPolicy.COMPATIBLE;
        List<EspProposal> esp = new ArrayList<>();
        for (EspProposal proposal : document.saPolicy().espProposals()) {
            boolean windowsHasIt = Set.of("aes128gcm16", "aes256gcm16", "aes128-sha256", "aes256-sha256", "aes256-sha1")
                    .contains(proposal.keyword());
            if (!windows || windowsHasIt) {
                esp.add(proposal);
            }
        }
        boolean anyIke = false;
        for (IkeProposal proposal : document.saPolicy().ikeProposals()) {
            String keyword = proposal.keyword();
            boolean ikev1HasIt = !keyword.contains("gcm") && !keyword.contains("poly") && !keyword.contains("-x");
            boolean kem = document.saPolicy().postquantum() || keyword.contains("mlkem");
            boolean daemonHasIt = keyword.matches("aes(128|256)-sha(1|256|384)-(modp2048|ecp256|ecp384)");
            boolean natively = document.saPolicy().keying() == KeyingMode.NATIVE && windows;
            anyIke |= (ikev1 ? ikev1HasIt : !keyword.contains("-sha1-"))
                    && !(windows && kem)
                    && (!natively || daemonHasIt);
        }
        Optional<BlockReason> reason = reason(a, b, paths, esp, anyIke || controller, windows, controller);
        return PeerAssociation.builder()
                .a(a.id())
                .b(b.id())
                .verdict(reason.isPresent() ? Verdict.BLOCKED : Verdict.ENCRYPTED)
                .reason(reason)
                .keying(document.saPolicy().keying())
                .ikeVersion(controller ? Optional.empty() : Optional.of(ikev1 ? IkeVersion.IKEV1 : IkeVersion.IKEV2))
                .authentication(
                        controller
                                ? Optional.empty()
                                : Optional.of(
                                        document.organization().authentication().wireName()))
                .espProposals(esp)
                .ikePorts(ikePorts(windows))
                .paths(paths.stream().distinct().sorted().toList())
                .rules(rules)
                .build();
    }

    private IkePorts ikePorts(boolean windows) {
        SaPolicy policy = document.saPolicy();
        if (policy.keying() == KeyingMode.NATIVE) {
            return new IkePorts(500, 4500);
        }
        return windows ? policy.windowsIkePorts() : policy.ikePorts();
    }

    private Optional<BlockReason> reason(
            Workload a,
            Workload b,
            List<AddressPath> paths,
            List<EspProposal> esp,
            boolean anyIke,
            boolean windows,
            boolean controller) {
        boolean bothWindows = a.os() == OperatingSystem.WINDOWS && b.os() == OperatingSystem.WINDOWS;
        boolean understood = document.saPolicy().ikeVersionPolicy() == IkeVersionPolicy.COMPATIBLE
                || document.organization().authentication() instanceof Authentication.Certificate;
        if (paths.isEmpty()) {
            return Optional.of(BlockReason.NO_COMMON_ADDRESS);
        }
        if (document.saPolicy().keying() == KeyingMode.NATIVE && !bothWindows && !(windows && understood)) {
            return Optional.of(BlockReason.KEYING_UNSUPPORTED);
        }
        if (esp.isEmpty() || !anyIke) {
            return Optional.of(BlockReason.NO_COMMON_PROPOSAL);
        }
        if (atLeast(a, "20.0") != atLeast(b, "20.0")) {
            return Optional.of(BlockReason.AGENT_VERSION_MISMATCH);
        }
        if (!controller && document.organization().authentication() instanceof Authentication.Certificate demanded) {
            if (!atLeast(a, "17.2") || !atLeast(b, "17.2")) {
                return Optional.of(BlockReason.AGENT_TOO_OLD_FOR_CERTIFICATES);
            }
            Optional<String> issuer = Optional.of(demanded.issuer());
            if (!a.certificateIssuer().equals(issuer) || !b.certificateIssuer().equals(issuer)) {
                return Optional.of(BlockReason.UNTRUSTED_ISSUER);
            }
        }
        return Optional.empty();
    }

    private static boolean atLeast(Workload workload, String version) {
        return workload.agentVersion()
                .map(agent -> agent.compareTo(new AgentVersion(version)) >= 0)
                .orElse(true);
    }

    private static boolean usable(Workload workload, NetworkInterface candidate) {
        return candidate.state() == LinkState.UP
                && !candidate.loopback()
                && !candidate.address().isLoopback()
                && !candidate.address().isLinkLocal()
                && !workload.ignoredInterfaces().contains(candidate.name());
    }

    private void remarkOnPair(PeerAssociation pair) {
        boolean encrypted = pair.verdict() == Verdict.ENCRYPTED;
        for (Workload end : List.of(workloads.get(pair.a()), workloads.get(pair.b()))) {
            if (end.enforcementMode() == EnforcementMode.VISIBILITY_ONLY) {
                remarks.add(new Remark(DiagnosticCode.VISIBILITY_ONLY_MAY_BLOCK, end.id()));
            }
            for (NetworkInterface candidate : end.interfaces()) {
                boolean onPath = pair.paths().stream()
                        .anyMatch(path ->
                                path.a().equals(candidate.address()) || path.b().equals(candidate.address()));
                if (encrypted
                        && onPath
                        && usable(end, candidate)
                        && candidate.mtu().orElse(0) > 1400) {
                    remarks.add(new Remark(DiagnosticCode.MTU_ABOVE_1400, end.id()));
                }
            }
        }
        for (String rule : pair.rules()) {
            if (encrypted && pair.ikeVersion().equals(Optional.of(IkeVersion.IKEV1))) {
                remarks.add(new Remark(DiagnosticCode.IKEV1_DEPRECATED, rule));
            }
            for (RuleSet set : document.ruleSets()) {
                for (Rule other : set.rules()) {
                    if (set.enabled()
                            && other.enabled()
                            && !other.secConnect()
                            && pairsOf(set, other).contains(new Pair(pair.a(), pair.b()))) {
                        remarks.add(new Remark(DiagnosticCode.HOST_TO_HOST_SIDE_EFFECT, rule));
                    }
                }
            }
        }
    }

    /** Two ids, the first one first. */
    public record Pair(String a, String b) implements Comparable<Pair> {
        static Pair of(String one, String other) {
            return one.compareTo(other) < 0 ? new Pair(one, other) : new Pair(other, one);
        }

        @Override
        public int compareTo(Pair other) {
            return Comparator.comparing(Pair::a).thenComparing(Pair::b).compare(this, other);
        }
    }

    /** What is remarked about what. */
    public record Remark(DiagnosticCode code, String subject) implements Comparable<Remark> {
        @Override
        public int compareTo(Remark other) {
            return Comparator.comparing((Remark remark) -> remark.code.name())
                    .thenComparing(Remark::subject)
                    .compare(this, other);
        }
    }
}
