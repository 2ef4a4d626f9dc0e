package io.secureconnect.windows.nativekeying;

import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.wfp.ContextPolicy;
import io.secureconnect.windows.wfp.DisplayData;
import io.secureconnect.windows.wfp.ProviderContext;
import java.util.List;
import java.util.Optional;

/** The three provider contexts of a path, each with the fingerprint of its terms. */
final class NativeContexts {
    private NativeContexts() {}

    /** @param terms whose secret is lent until the contexts have been added */
    static List<ProviderContext> of(HostPair path, NativeTerms terms) {
        NativePolicies policies = NativePolicies.of(terms);
        Bytes label = new NativeNames.Label(path, terms.fingerprint()).providerData();
        return List.of(
                context(path, NativeRole.MAIN_MODE, policies.mainModeType(), policies.mainMode(), label),
                context(path, NativeRole.QUICK_MODE, policies.quickModeType(), policies.quickMode(), label),
                context(path, NativeRole.KEYING_MODULE, ProviderContext.KEYING, policies.keying(), label));
    }

    private static ProviderContext context(
            HostPair path, NativeRole role, int type, ContextPolicy policy, Bytes label) {
        return new ProviderContext(
                NativeNames.context(path, role),
                DisplayData.of("SecureConnect " + role.word(), path.toString()),
                0,
                Optional.of(NativeNames.PROVIDER),
                label,
                type,
                policy,
                0);
    }
}
