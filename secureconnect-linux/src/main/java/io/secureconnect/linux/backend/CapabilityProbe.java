package io.secureconnect.linux.backend;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.api.sa.SaId;
import io.secureconnect.api.sa.SecurityAssociation;
import io.secureconnect.api.sa.Spi;
import io.secureconnect.api.sa.UdpEncapsulationTemplate;
import io.secureconnect.linux.netlink.Errno;
import io.secureconnect.linux.netlink.Verdict;
import io.secureconnect.linux.xfrm.LifetimeLimits;
import io.secureconnect.linux.xfrm.ReplayStateEsn;
import io.secureconnect.linux.xfrm.UserState;
import io.secureconnect.linux.xfrm.XfrmMessage;
import io.secureconnect.spi.BackendCapabilities;
import io.secureconnect.spi.RandomSource;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Finds out what the kernel can do by asking it for SAs between documentation addresses (RFC 5737, RFC 3849), with random
 * keys, a life of two seconds and a reqid that no policy names, and deleting them at once. No packet can meet one: they
 * are inbound, towards addresses that no host has.
 */
final class CapabilityProbe {
    private static final HostPair IPV4 = HostPair.of("192.0.2.1", "192.0.2.2");
    private static final HostPair IPV6 = HostPair.of("2001:db8::1", "2001:db8::2");
    private static final int FIRST_SPI = 0xDEC0DE00;
    private static final long LIFE_SECONDS = 2;

    private static final LifetimeLimits LIMITS = new LifetimeLimits(
            LifetimeLimits.INFINITE,
            LifetimeLimits.INFINITE,
            LifetimeLimits.INFINITE,
            LifetimeLimits.INFINITE,
            0,
            LIFE_SECONDS,
            0,
            0);

    private final XfrmKernel kernel;
    private final OwnedNumbers numbers;
    private final RandomSource random;
    private final String release;

    private int nextSpi = FIRST_SPI;

    CapabilityProbe(XfrmKernel kernel, OwnedNumbers numbers, RandomSource random, String release) {
        this.kernel = kernel;
        this.numbers = numbers;
        this.random = random;
        this.release = release;
    }

    BackendCapabilities run() {
        Set<EspProposal> proposals = new LinkedHashSet<>();
        List<Verdict> verdicts = ask(EspProposal.all().stream()
                .map(proposal -> asked(IPV4, parameters(proposal)))
                .toList());
        for (int i = 0; i < verdicts.size(); i++) {
            if (isAble(verdicts.get(i))) {
                proposals.add(EspProposal.all().get(i));
            }
        }
        Set<AddressFamily> families = EnumSet.noneOf(AddressFamily.class);
        if (!proposals.isEmpty()) {
            families.add(AddressFamily.IPV4);
        }
        probeIpv6(proposals, families);
        BackendCapabilities.Builder capabilities = BackendCapabilities.builder()
                .description("Linux XFRM " + release)
                .addAllFamilies(families)
                .addAllProposals(proposals)
                .volumeLifetimes(true)
                .expiryEvents(true)
                .saCounters(true)
                .persistentBlocks(false)
                .largestReplayWindow(ReplayStateEsn.LARGEST_WINDOW)
                .extendedSequenceNumbers(false)
                .udpEncapsulation(false);
        if (!proposals.isEmpty()) {
            probeForms(families, proposals.iterator().next(), capabilities);
        }
        return capabilities.build();
    }

    /** IPv6 has the same algorithms, but its ESP is a module of its own. */
    private void probeIpv6(Set<EspProposal> proposals, Set<AddressFamily> families) {
        List<EspProposal> asked = proposals.isEmpty()
                ? EspProposal.all()
                : List.of(proposals.iterator().next());
        List<Verdict> verdicts =
                ask(asked.stream().map(p -> asked(IPV6, parameters(p))).toList());
        for (int i = 0; i < verdicts.size(); i++) {
            if (isAble(verdicts.get(i))) {
                families.add(AddressFamily.IPV6);
                proposals.add(asked.get(i));
            }
        }
    }

    private void probeForms(
            Set<AddressFamily> families, EspProposal proposal, BackendCapabilities.Builder capabilities) {
        EspParameters esn = EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(true)
                .replayWindow(ReplayStateEsn.LARGEST_WINDOW)
                .build();
        EspParameters udp = EspParameters.builder()
                .from(parameters(proposal))
                .udpEncapsulation(UdpEncapsulationTemplate.standard())
                .build();
        List<Asked> asked = new ArrayList<>();
        for (AddressFamily family : families) {
            asked.add(asked(family == AddressFamily.IPV4 ? IPV4 : IPV6, esn));
            asked.add(asked(family == AddressFamily.IPV4 ? IPV4 : IPV6, udp));
        }
        boolean esnEverywhere = true;
        boolean udpEverywhere = true;
        List<Verdict> verdicts = ask(asked);
        for (int i = 0; i < verdicts.size(); i += 2) {
            esnEverywhere &= isAble(verdicts.get(i));
            udpEverywhere &= isAble(verdicts.get(i + 1));
        }
        capabilities.extendedSequenceNumbers(esnEverywhere).udpEncapsulation(udpEverywhere);
    }

    private static EspParameters parameters(EspProposal proposal) {
        return EspParameters.builder()
                .proposal(proposal)
                .extendedSequenceNumbers(false)
                .build();
    }

    /** One SA to ask for, with a key of its own. */
    private record Asked(SecurityAssociation sa, XfrmMessage<UserState> message) {}

    private Asked asked(HostPair path, EspParameters parameters) {
        SaId id = new SaId(path, Direction.INBOUND, new Spi(nextSpi++));
        EspProposal proposal = parameters.proposal();
        KeyMaterial keys = new KeyMaterial(
                proposal,
                SecretBytes.wrap(random.octets(proposal.encryption().keyMaterialOctets())),
                proposal.integrity().map(IntegrityAlgorithm::keyOctets).map(n -> SecretBytes.wrap(random.octets(n))));
        SecurityAssociation sa = new SecurityAssociation(id, id.spi(), parameters, keys);
        return new Asked(sa, States.install(sa, numbers.probeReqid(), LIMITS));
    }

    /** Asks for all, deletes those that were made, and wipes the keys. */
    private List<Verdict> ask(List<Asked> asked) {
        try {
            List<Verdict> verdicts =
                    kernel.execute(asked.stream().map(Asked::message).toList());
            List<XfrmMessage<?>> made = new ArrayList<>();
            for (int i = 0; i < verdicts.size(); i++) {
                if (verdicts.get(i).kind() != Verdict.Kind.REFUSED) {
                    made.add(States.delete(asked.get(i).message().body()));
                }
            }
            kernel.execute(made);
            verdicts.forEach(CapabilityProbe::requirePermission);
            return verdicts;
        } finally {
            asked.forEach(a -> a.sa().close());
        }
    }

    private static void requirePermission(Verdict verdict) {
        if (verdict.isRefusedWith(Errno.EPERM) || verdict.isRefusedWith(Errno.EACCES)) {
            throw KernelFault.of("asking for a throw-away SA", verdict.error().orElseThrow())
                    .exception();
        }
        if (verdict.kind() == Verdict.Kind.UNKNOWN) {
            throw new SecureConnectException(
                    ErrorCode.KERNEL_PROTOCOL, "asking for a throw-away SA: the kernel's answer was lost; ask again");
        }
    }

    /** An SPI that is taken was found to be so after everything else was found to be there. */
    private static boolean isAble(Verdict verdict) {
        return verdict.isAccepted() || verdict.isRefusedWith(Errno.EEXIST);
    }
}
