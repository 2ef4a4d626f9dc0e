package io.secureconnect.windows.backend;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.EspParameters;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.api.sa.SecurityAssociation;

/** What Windows cannot do is refused by name, before anything is changed. */
final class SaDemands {
    private SaDemands() {}

    static void check(SecurityAssociation sa) {
        EspParameters parameters = sa.parameters();
        if (!Transforms.proposals().contains(parameters.proposal())) {
            throw new SecureConnectException(
                    ErrorCode.ALGORITHM_UNAVAILABLE,
                    "the IPsec of Windows has no " + parameters.proposal().keyword()
                            + "; choose another proposal in saPolicy/espProposals");
        }
        if (parameters.extendedSequenceNumbers()) {
            throw missing("extended sequence numbers", "set saPolicy/extendedSequenceNumbers to false");
        }
        if (limitsVolume(parameters.lifetime())) {
            throw missing("limits of octets or packets", "limit saPolicy/childLifetime by time alone");
        }
        if (parameters.udpEncapsulation().isPresent() && sa.id().path().family() == AddressFamily.IPV6) {
            throw missing(
                    "ESP in UDP over IPv6", "set saPolicy/udpEncapsulation to never, or speak IPv4 with this peer");
        }
    }

    private static boolean limitsVolume(SaLifetime lifetime) {
        return lifetime.softBytes().isPresent()
                || lifetime.hardBytes().isPresent()
                || lifetime.softPackets().isPresent()
                || lifetime.hardPackets().isPresent();
    }

    private static SecureConnectException missing(String what, String remedy) {
        return new SecureConnectException(
                ErrorCode.CAPABILITY_MISSING, "the IPsec of Windows has no " + what + "; " + remedy);
    }
}
