package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.IpAddress;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * The standard workload W(n, r, s, core, seed): a fleet of n hosts and r rules, of which the share s asks for encryption.
 *
 * <p>24 roles, an application for 50 hosts, 4 environments (40, 20, 30, 10 %), 10 locations; an application has 4 roles
 * and 1 or 2 locations. 5 % of the hosts are idle, 25 % visibility-only, 10 % selective. Rule sets hold 5 rules in one
 * scope: (app, env) 80 %, (app) 15 %, (env, loc) 5 %. Rules are role to role 70 %, with consumers of another application
 * 10 %, with a group of 3 roles 8 %, all to all in the scope 7 % (role to role if the scope is (env, loc)), host to host
 * 5 %. {@code core} adds 5 rules that connect 10 hosts each with a whole environment.
 *
 * <p>The same fleet comes as numbers, for programs that do no more than they must, and as a document.
 */
public final class StandardWorkload {
    /** The number of roles; with {@code core} five more follow. */
    public static final int ROLES = 24;

    private static final int CORE_ROLES = 5;
    private static final int CORE_HOSTS = 10;
    private static final int LOCATIONS = 10;
    private static final int GROUPS = 48;
    private static final int RULES_PER_SET = 5;
    private static final double[] ENVIRONMENTS = {0.4, 0.2, 0.3, 0.1};

    private final SplittableRandom random;
    private final int apps;
    private final int[][] rolesOfApp;
    private final int[][] locationsOfApp;
    private final int[][] groups = new int[GROUPS][];
    private final List<RuleNumbers> rules = new ArrayList<>();
    private final Map<String, String> texts = new HashMap<>();

    /** Label values of each host: role, application, environment, location. */
    public final int[][] labels;

    /** Its enforcement mode. */
    public final EnforcementMode[] modes;

    public StandardWorkload(int n, int r, double s, boolean core, long seed) {
        random = new SplittableRandom(seed);
        apps = Math.max(4, n / 50);
        rolesOfApp =
                IntStream.range(0, apps).mapToObj(app -> distinct(4, ROLES)).toArray(int[][]::new);
        locationsOfApp = IntStream.range(0, apps)
                .mapToObj(app -> distinct(1 + random.nextInt(2), LOCATIONS))
                .toArray(int[][]::new);
        for (int group = 0; group < GROUPS; group++) {
            groups[group] = distinct(3, ROLES);
        }
        labels = new int[n][];
        modes = new EnforcementMode[n];
        for (int host = 0; host < n; host++) {
            labels[host] = host(random.nextInt(apps), core && host < CORE_ROLES * CORE_HOSTS ? host : -1);
            modes[host] = mode(random.nextDouble());
        }
        Side scope = Side.ANY;
        for (int rule = 0; rule < r; rule++) {
            if (rule % RULES_PER_SET == 0) {
                scope = scope();
            }
            rules.add(rule(rule / RULES_PER_SET, scope, random.nextDouble() < s, n));
        }
        for (int role = 0; core && role < CORE_ROLES; role++) {
            Side provider = new Side(new int[] {ROLES + role}, -1, -1, -1, -1);
            Side consumer = new Side(new int[0], -1, random.nextInt(ENVIRONMENTS.length), -1, -1);
            rules.add(new RuleNumbers(r / RULES_PER_SET + 1 + role, Side.ANY, true, provider, consumer, true));
        }
    }

    /** Whether the host is in no mode that step 5 drops. */
    public boolean isActive(int host) {
        return modes[host] != EnforcementMode.IDLE;
    }

    public List<RuleNumbers> rules() {
        return rules;
    }

    /** The id of a host; ids sort as numbers do. */
    public static String id(int host) {
        return String.format(Locale.ROOT, "w%07d", host);
    }

    /** The host with that id. */
    public static int host(String id) {
        return Integer.parseInt(id, 1, id.length(), 10);
    }

    private int[] distinct(int count, int bound) {
        return random.ints(0, bound).distinct().limit(count).sorted().toArray();
    }

    private int[] host(int app, int coreHost) {
        int role = coreHost < 0 ? rolesOfApp[app][random.nextInt(4)] : ROLES + coreHost / CORE_HOSTS;
        int[] locations = locationsOfApp[app];
        return new int[] {role, app, environment(random.nextDouble()), locations[random.nextInt(locations.length)]};
    }

    private static int environment(double at) {
        double sum = 0;
        for (int environment = 0; environment < ENVIRONMENTS.length - 1; environment++) {
            sum += ENVIRONMENTS[environment];
            if (at < sum) {
                return environment;
            }
        }
        return ENVIRONMENTS.length - 1;
    }

    private static EnforcementMode mode(double at) {
        return at < 0.05
                ? EnforcementMode.IDLE
                : at < 0.30
                        ? EnforcementMode.VISIBILITY_ONLY
                        : at < 0.40 ? EnforcementMode.SELECTIVE : EnforcementMode.FULL;
    }

    private Side scope() {
        double kind = random.nextDouble();
        int environment = random.nextInt(ENVIRONMENTS.length);
        if (kind < 0.05) {
            return new Side(new int[0], -1, environment, random.nextInt(LOCATIONS), -1);
        }
        return new Side(new int[0], random.nextInt(apps), kind < 0.20 ? -1 : environment, -1, -1);
    }

    private RuleNumbers rule(int set, Side scope, boolean secured, int n) {
        double kind = random.nextDouble();
        int[] roles = scope.app < 0 ? distinct(4, ROLES) : rolesOfApp[scope.app];
        Side provider = Side.ofRole(roles[random.nextInt(4)]);
        Side consumer = Side.ofRole(roles[random.nextInt(4)]);
        if (kind < 0.10) {
            int other = random.nextInt(apps);
            consumer = new Side(new int[] {rolesOfApp[other][random.nextInt(4)]}, other, -1, -1, -1);
            return new RuleNumbers(set, scope, secured, provider, consumer, true);
        }
        if (kind < 0.18) {
            int group = random.nextInt(GROUPS);
            provider = new Side(groups[group], -1, -1, -1, -1);
        } else if (kind < 0.25 && scope.app >= 0) {
            return new RuleNumbers(set, scope, secured, Side.ANY, Side.ANY, false);
        } else if (kind < 0.30 && kind >= 0.25) {
            provider = new Side(new int[0], -1, -1, -1, random.nextInt(n));
            consumer = new Side(new int[0], -1, -1, -1, random.nextInt(n));
            return new RuleNumbers(set, Side.ANY, secured, provider, consumer, false);
        }
        return new RuleNumbers(set, scope, secured, provider, consumer, false);
    }

    /** The same fleet and rules as a document. */
    public PolicyDocument document() {
        return PolicyDocument.builder()
                .version(1)
                .organization(Organization.builder().id("acme").build())
                .labelGroups(
                        IntStream.range(0, GROUPS).mapToObj(this::groupValue).toList())
                .workloads(IntStream.range(0, labels.length)
                        .mapToObj(this::workloadValue)
                        .toList())
                .ruleSets(ruleSets())
                .build();
    }

    private LabelGroup groupValue(int group) {
        return LabelGroup.builder()
                .name("group" + group)
                .key("role")
                .labels(IntStream.of(groups[group])
                        .mapToObj(StandardWorkload::role)
                        .toList())
                .build();
    }

    private Workload workloadValue(int host) {
        IpAddress address = IpAddress.of((byte) 10, (byte) (host >> 16), (byte) (host >> 8), (byte) host);
        return Workload.builder()
                .id(id(host))
                .os(OperatingSystem.LINUX)
                .agentVersion(new AgentVersion("25.2.0"))
                .enforcementMode(modes[host])
                .putLabels("role", shared(role(labels[host][0])))
                .putLabels("app", shared("app" + labels[host][1]))
                .putLabels("env", shared("env" + labels[host][2]))
                .putLabels("loc", shared("loc" + labels[host][3]))
                .addInterfaces(NetworkInterface.builder()
                        .name("eth0")
                        .address(address)
                        .mtu(1500)
                        .build())
                .build();
    }

    /** Rules of one set that have different scopes, as host to host ones have, go to sets of their own. */
    private List<RuleSet> ruleSets() {
        List<RuleSet> sets = new ArrayList<>();
        for (int i = 0; i < rules.size(); ) {
            RuleNumbers first = rules.get(i);
            RuleSet.Builder set = RuleSet.builder().name(String.format(Locale.ROOT, "set%06d", i));
            if (first.scope != Side.ANY) {
                set.addScopes(first.scope.scopeValue());
            }
            for (int number = 0; i < rules.size() && rules.get(i).scope == first.scope; i++, number++) {
                set.addRules(ruleValue("rule" + number, rules.get(i)));
            }
            sets.add(set.build());
        }
        return sets;
    }

    private Rule ruleValue(String name, RuleNumbers numbers) {
        return Rule.builder()
                .name(name)
                .secConnect(numbers.secured)
                .providers(actors(numbers.provider))
                .consumers(actors(numbers.consumer))
                .unscopedConsumers(numbers.unscopedConsumers)
                .build();
    }

    private List<Actor> actors(Side side) {
        List<Actor> actors = new ArrayList<>();
        if (side.host >= 0) {
            actors.add(new Actor.WorkloadActor(id(side.host)));
        }
        if (side.roles.length == 1) {
            actors.add(new Actor.LabelActor("role", role(side.roles[0]), false));
        } else if (side.roles.length > 1) {
            actors.add(new Actor.LabelGroupActor("group" + List.of(groups).indexOf(side.roles), false));
        }
        if (side.app >= 0) {
            actors.add(new Actor.LabelActor("app", "app" + side.app, false));
        }
        if (side.environment >= 0) {
            actors.add(new Actor.LabelActor("env", "env" + side.environment, false));
        }
        return actors.isEmpty() ? List.of(new Actor.AllWorkloads()) : actors;
    }

    /** Equal labels are one object, as the reader of documents makes them. */
    private String shared(String text) {
        return texts.computeIfAbsent(text, same -> same);
    }

    private static String role(int role) {
        return "role" + role;
    }

    /**
     * Hosts that have one of the roles (any if there are none) and the other values where they are not negative.
     *
     * @param host the one host meant, or negative
     */
    public record Side(int[] roles, int app, int environment, int location, int host) {
        static final Side ANY = new Side(new int[0], -1, -1, -1, -1);

        static Side ofRole(int role) {
            return new Side(new int[] {role}, -1, -1, -1, -1);
        }

        Scope scopeValue() {
            Scope.Builder scope = Scope.builder();
            if (app >= 0) {
                scope.putMembers("app", ScopeMember.label("app" + app));
            }
            if (environment >= 0) {
                scope.putMembers("env", ScopeMember.label("env" + environment));
            }
            if (location >= 0) {
                scope.putMembers("loc", ScopeMember.label("loc" + location));
            }
            return scope.build();
        }
    }

    /** One rule; its scope is a side without roles. */
    public record RuleNumbers(
            int set, Side scope, boolean secured, Side provider, Side consumer, boolean unscopedConsumers) {}
}
