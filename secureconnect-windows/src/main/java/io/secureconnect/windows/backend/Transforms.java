package io.secureconnect.windows.backend;

import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.KeyMaterial;
import io.secureconnect.windows.wfp.EspSuite;
import io.secureconnect.windows.wfp.Sa;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** ESP proposals with their keys as Windows takes them. AES-GCM gets the same octets twice: key, then salt. */
final class Transforms {
    private Transforms() {}

    /** Every proposal Windows has, strongest family first. */
    static List<EspProposal> proposals() {
        return Arrays.stream(EspSuite.values()).map(EspSuite::proposal).toList();
    }

    /** @param keys lent until Windows has them */
    static Sa.Transforms of(EspProposal proposal, KeyMaterial keys) {
        EspSuite suite =
                EspSuite.of(proposal).orElseThrow(() -> new IllegalArgumentException("Windows has no " + proposal));
        SecretBytes encryption = keys.encryption();
        return new Sa.Transforms(
                suite.cipher().with(encryption),
                suite.auth().with(keys.integrity().orElse(encryption)));
    }

    /** The proposal of an SA in Windows; empty if it has no key yet, or is none of ours. */
    static Optional<EspProposal> proposal(Sa sa) {
        return sa.esp()
                .flatMap(esp -> Arrays.stream(EspSuite.values())
                        .filter(suite -> is(suite, esp))
                        .map(EspSuite::proposal)
                        .findFirst());
    }

    private static boolean is(EspSuite suite, Sa.Transforms esp) {
        return suite.cipher().type() == esp.cipher().type()
                && suite.cipher().config() == esp.cipher().config()
                && suite.auth().type() == esp.auth().type()
                && suite.auth().config() == esp.auth().config();
    }
}
