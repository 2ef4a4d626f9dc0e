package io.secureconnect.core.resolve;

import io.secureconnect.api.policy.Actor;
import io.secureconnect.api.policy.AgentVersion;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.EnforcementMode;
import io.secureconnect.api.policy.IkeVersionPolicy;
import io.secureconnect.api.policy.KeyingMode;
import io.secureconnect.api.policy.LabelGroup;
import io.secureconnect.api.policy.LinkState;
import io.secureconnect.api.policy.NetworkInterface;
import io.secureconnect.api.policy.OperatingSystem;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.Rule;
import io.secureconnect.api.policy.RuleSet;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.policy.Scope;
import io.secureconnect.api.policy.ScopeMember;
import io.secureconnect.api.policy.Service;
import io.secureconnect.api.policy.UdpEncapsulation;
import io.secureconnect.api.policy.Workload;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IpAddress;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.IkePorts;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/** Small valid documents in which everything may occur, from a seed. */
public final class RandomPolicy {
    private static final String[] KEYS = {"role", "app", "env"};
    private static final String[][] VALUES = {{"web", "db", "api"}, {"shop", "erp"}, {"prod", "dev", "lab"}};
    private static final String ISSUER = "CN=Acme Root CA,O=Acme,C=US";
    private static final String[] ESP = {
        "aes256gcm16", "aes128gcm16", "chacha20poly1305", "aes256-sha256", "aes128-sha512", "aes256-sha1"
    };
    private static final String[] IKE = {
        "aes256gcm16-prfsha384-x25519",
        "aes256-sha256-modp2048",
        "aes128-sha256-x448",
        "aes128-sha1-modp2048",
        "chacha20poly1305-prfsha256-ecp256",
        "aes256gcm16-prfsha384-x25519-ke1_mlkem1024"
    };

    private final Random random;
    private final int hosts;
    private final String[] agents;

    private RandomPolicy(long seed) {
        random = new Random(seed);
        hosts = 1 + random.nextInt(9);
        agents = oneIn(3)
                ? new String[] {"16.1", "17.2", "19.9.9"}
                : new String[] {"16.1", "17.2", "19.9.9", "20.0", "25.2.0"};
    }

    public static PolicyDocument of(long seed) {
        return new RandomPolicy(seed).document();
    }

    private PolicyDocument document() {
        PolicyDocument.Builder builder = PolicyDocument.builder()
                .version(random.nextInt(1000))
                .organization(organization())
                .saPolicy(saPolicy())
                .labelGroups(groups());
        for (int host = 0; host < hosts; host++) {
            builder.addWorkloads(workload(host));
        }
        for (int set = random.nextInt(4); set > 0; set--) {
            builder.addRuleSets(ruleSet("set" + set));
        }
        return builder.build();
    }

    private Organization organization() {
        return Organization.builder()
                .id("acme")
                .authentication(oneIn(2) ? new Authentication.PreSharedKey() : new Authentication.Certificate(ISSUER))
                .build();
    }

    private SaPolicy saPolicy() {
        IkePorts ports = oneIn(2) ? IkePorts.standard() : new IkePorts(600 + random.nextInt(500), 1200);
        SaPolicy.Builder builder = SaPolicy.builder()
                .espProposals(some(ESP).stream().map(EspProposal::parse).toList())
                .ikeProposals(some(IKE).stream().map(IkeProposal::parse).toList())
                .cryptoFloor(CryptoFloor.COMPATIBLE)
                .keying(oneOf(KeyingMode.values()))
                .ikeVersionPolicy(oneOf(IkeVersionPolicy.values()))
                .udpEncapsulation(oneOf(UdpEncapsulation.values()))
                .ikePorts(ports)
                .windowsIkePorts(oneIn(3) ? ports : new IkePorts(1500 + random.nextInt(500), 2000))
                .replayWindow(random.nextInt(4097))
                .postquantum(oneIn(4))
                .perfectForwardSecrecy(oneIn(2))
                .extendedSequenceNumbers(oneIn(2))
                .ikeLifetime(Duration.ofSeconds(1 + random.nextInt(100_000), random.nextInt(2) * 500_000_000L));
        if (oneIn(2)) {
            builder.childLifetime(SaLifetime.builder()
                    .soft(Duration.ofSeconds(1 + random.nextInt(1000)))
                    .hardBytes(1 + random.nextLong(Long.MAX_VALUE))
                    .hardPackets(7)
                    .build());
        }
        return builder.build();
    }

    private List<LabelGroup> groups() {
        List<LabelGroup> groups = new ArrayList<>();
        for (int key = 0; key < KEYS.length; key++) {
            for (int number = 0; number < 2; number++) {
                LabelGroup.Builder group =
                        LabelGroup.builder().name(KEYS[key] + number).key(KEYS[key]);
                group.labels(oneIn(4) ? List.of() : some(VALUES[key]));
                if (number == 1 && oneIn(2)) {
                    group.addGroups(KEYS[key] + 0);
                }
                groups.add(group.build());
            }
        }
        return groups;
    }

    private Workload workload(int host) {
        Workload.Builder builder = Workload.builder()
                .id("h" + host)
                .os(oneIn(2) ? OperatingSystem.LINUX : oneOf(OperatingSystem.values()))
                .enforcementMode(oneIn(2) ? EnforcementMode.FULL : oneOf(EnforcementMode.values()))
                .managed(!oneIn(6));
        if (!oneIn(4)) {
            builder.agentVersion(new AgentVersion(oneOf(agents)));
        }
        if (!oneIn(3)) {
            builder.certificateIssuer(oneIn(4) ? "CN=Other" : ISSUER);
        }
        if (oneIn(3)) {
            builder.publicAddress(IpAddress.parse("198.51.100." + host)).hostname("h" + host + ".acme.test");
        }
        for (int key = 0; key < KEYS.length; key++) {
            if (!oneIn(5)) {
                builder.putLabels(KEYS[key], oneOf(VALUES[key]));
            }
        }
        for (int nic = oneIn(6) ? 0 : 1 + random.nextInt(3); nic > 0; nic--) {
            builder.addInterfaces(networkInterface(host, nic));
        }
        if (oneIn(3)) {
            builder.addIgnoredInterfaces("eth1", "docker0");
        }
        return builder.build();
    }

    private NetworkInterface networkInterface(int host, int nic) {
        String address = switch (random.nextInt(6)) {
            case 0 -> "2001:db8::" + host + ":" + nic;
            case 1 -> "fe80::" + nic;
            case 2 -> "127.0.0." + nic;
            default -> "10.0." + host + "." + nic;
        };
        NetworkInterface.Builder builder = NetworkInterface.builder()
                .name("eth" + nic)
                .address(IpAddress.parse(address))
                .state(oneIn(4) ? oneOf(LinkState.values()) : LinkState.UP)
                .loopback(oneIn(9));
        if (oneIn(2)) {
            builder.mtu(oneIn(2) ? 1400 : 1500);
        }
        return builder.build();
    }

    private RuleSet ruleSet(String name) {
        RuleSet.Builder builder = RuleSet.builder().name(name).enabled(!oneIn(8));
        for (int scope = random.nextInt(3); scope > 0; scope--) {
            builder.addScopes(scope());
        }
        for (int rule = random.nextInt(5); rule > 0; rule--) {
            builder.addRules(rule("rule" + rule));
        }
        return builder.build();
    }

    private Scope scope() {
        Scope.Builder builder = Scope.builder();
        for (int key = 0; key < KEYS.length; key++) {
            if (oneIn(3)) {
                builder.putMembers(
                        KEYS[key],
                        oneIn(3)
                                ? ScopeMember.group(KEYS[key] + random.nextInt(2))
                                : ScopeMember.label(oneOf(VALUES[key])));
            }
        }
        return builder.build();
    }

    private Rule rule(String name) {
        int option = random.nextInt(8);
        Rule.Builder builder = Rule.builder()
                .name(name)
                .enabled(!oneIn(8))
                .secConnect(option > 2)
                .machineAuth(option == 1)
                .stateless(option == 2)
                .unscopedConsumers(oneIn(3));
        int kind = random.nextInt(6);
        builder.providers(actors(kind)).consumers(actors(oneIn(8) ? random.nextInt(6) : kind));
        for (int service = random.nextInt(3); service > 0; service--) {
            builder.addServices(
                    oneIn(2)
                            ? Service.builder().protocol("icmp").build()
                            : Service.builder()
                                    .protocol("tcp")
                                    .port(80 + service)
                                    .toPort(90)
                                    .build());
        }
        return builder.build();
    }

    private List<Actor> actors(int kind) {
        List<Actor> actors = new ArrayList<>();
        if (kind == 0) {
            actors.add(new Actor.AllWorkloads());
        } else if (kind == 1) {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                actors.add(new Actor.WorkloadActor("h" + random.nextInt(hosts)));
            }
        } else {
            for (int i = 1 + random.nextInt(3); i > 0; i--) {
                actors.add(labelActor(false));
            }
        }
        if (oneIn(4)) {
            actors.add(labelActor(true));
        }
        if (oneIn(20)) {
            actors.add(
                    switch (random.nextInt(4)) {
                        case 0 -> new Actor.IpListActor("internet");
                        case 1 -> new Actor.VirtualServiceActor("vs");
                        case 2 -> new Actor.VirtualServerActor("lb");
                        default -> new Actor.AllWorkloads();
                    });
        }
        return actors;
    }

    private Actor labelActor(boolean exclusion) {
        int key = random.nextInt(KEYS.length);
        return oneIn(3)
                ? new Actor.LabelGroupActor(KEYS[key] + random.nextInt(2), exclusion)
                : new Actor.LabelActor(KEYS[key], oneIn(9) ? "nobody" : oneOf(VALUES[key]), exclusion);
    }

    private boolean oneIn(int n) {
        return random.nextInt(n) == 0;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** At least one, in any order. */
    private List<String> some(String[] values) {
        List<String> chosen = new ArrayList<>(List.of(oneOf(values)));
        boolean more = oneIn(2);
        for (String value : values) {
            if (more && oneIn(2) && !chosen.contains(value)) {
                chosen.add(value);
            }
        }
        return chosen;
    }
}
