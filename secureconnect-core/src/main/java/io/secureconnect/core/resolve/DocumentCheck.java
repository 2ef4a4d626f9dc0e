package io.secureconnect.core.resolve;

import io.secureconnect.api.error.InvalidPolicyException;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.api.policy.CryptoFloor;
import io.secureconnect.api.policy.Organization;
import io.secureconnect.api.policy.PolicyDocument;
import io.secureconnect.api.policy.SaPolicy;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.spi.IkePorts;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Function;

/**
 * What a document must fulfil beyond the form of its parts: names that are unique, references that lead somewhere,
 * addresses that belong to one workload, proposals on the crypto floor. The one place for it, whether a document was read or built as a value.
 */
public final class DocumentCheck {
    private static final int MOST_REPLAY_WINDOW = 4096;

    private DocumentCheck() {}

    /** @throws InvalidPolicyException with every fault, in document order */
    public static void require(PolicyDocument document) {
        FaultList faults = new FaultList();
        check(document, Set.of(), faults);
        faults.throwIfAny();
    }

    /**
     * Notes every fault, in document order.
     *
     * @param unreadable parts, by identity, that only stand in for what could not be read; nothing is said about them
     */
    public static void check(PolicyDocument document, Set<?> unreadable, FaultList faults) {
        if (document.version() < 0) {
            faults.add(
                    "/version",
                    Long.toString(document.version()),
                    "a version is not negative",
                    "count versions up from 0");
        }
        check(document.organization(), unreadable, faults);
        check(document.saPolicy(), faults);
        LabelGroupCheck groups = new LabelGroupCheck(document.labelGroups(), unreadable, faults);
        groups.check();
        WorkloadCheck workloads = new WorkloadCheck(unreadable, faults);
        workloads.check(document.workloads());
        new RuleSetCheck(groups, workloads, unreadable, faults).check(document.ruleSets());
    }

    private static void check(Organization organization, Set<?> unreadable, FaultList faults) {
        if (!unreadable.contains(organization)) {
            Names.check(faults, Place.of("organization").field("id"), organization.id());
        }
        Authentication authentication = organization.authentication();
        if (authentication instanceof Authentication.Certificate certificate && !unreadable.contains(authentication)) {
            DistinguishedNames.check(
                    faults, Place.of("organization").field("authentication").field("issuer"), certificate.issuer());
        }
    }

    private static void check(SaPolicy saPolicy, FaultList faults) {
        if (saPolicy.replayWindow() < 0 || saPolicy.replayWindow() > MOST_REPLAY_WINDOW) {
            faults.add(
                    "/saPolicy/replayWindow",
                    Integer.toString(saPolicy.replayWindow()),
                    "a replay window has 0 to " + MOST_REPLAY_WINDOW + " packets",
                    "choose a number in that range, such as 128");
        }
        IkePorts windows = saPolicy.windowsIkePorts();
        if (windows.overlaps(saPolicy.ikePorts()) && !windows.equals(saPolicy.ikePorts())) {
            faults.add(
                    "/saPolicy/windowsIkePorts",
                    words(windows),
                    "a host opens each UDP port for one set; these share a port with ikePorts, "
                            + words(saPolicy.ikePorts()),
                    "make the two sets equal, or choose ports that the other has not");
        }
        checkFloor(
                saPolicy, "espProposals", saPolicy.espProposals(), EspProposal::keyword, CryptoFloor::allows, faults);
        checkFloor(
                saPolicy, "ikeProposals", saPolicy.ikeProposals(), IkeProposal::keyword, CryptoFloor::allows, faults);
    }

    private static String words(IkePorts ports) {
        return ports.ike() + " and " + ports.natTraversal();
    }

    private static <P> void checkFloor(
            SaPolicy saPolicy,
            String field,
            List<P> proposals,
            Function<P, String> keyword,
            BiPredicate<CryptoFloor, P> allows,
            FaultList faults) {
        CryptoFloor floor = saPolicy.cryptoFloor();
        for (P proposal : proposals) {
            if (!allows.test(floor, proposal)) {
                faults.add(
                        Place.of("saPolicy").field(field),
                        JsonText.quote(keyword.apply(proposal)),
                        "the policy's cryptoFloor is " + floor.wireName() + ", and this proposal is below it",
                        "take the proposal out"
                                + Arrays.stream(CryptoFloor.values())
                                        .filter(lower -> allows.test(lower, proposal))
                                        .findFirst()
                                        .map(lower -> ", or lower cryptoFloor to " + lower.wireName())
                                        .orElse(""));
            }
        }
    }
}
