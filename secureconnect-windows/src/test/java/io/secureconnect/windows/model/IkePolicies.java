package io.secureconnect.windows.model;

import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.wfp.AuthenticationMethod;
import io.secureconnect.windows.wfp.ContextPolicy;
import io.secureconnect.windows.wfp.MainModePolicy;
import io.secureconnect.windows.wfp.ProviderContext;
import java.util.Optional;

/** Provider contexts as Windows tells them. */
final class IkePolicies {
    private IkePolicies() {}

    /** @param key for one that has none */
    static ProviderContext withoutSecrets(ProviderContext context, Guid key, long id) {
        return new ProviderContext(
                context.providerContextKey().equals(Guid.NONE) ? key : context.providerContextKey(),
                context.displayData(),
                context.flags(),
                context.providerKey(),
                context.providerData(),
                context.type(),
                context.policy().kind() == ContextPolicy.Kind.MAIN_MODE
                        ? withoutSecrets((MainModePolicy) context.policy())
                        : context.policy(),
                id);
    }

    private static MainModePolicy withoutSecrets(MainModePolicy policy) {
        return new MainModePolicy(
                policy.softExpirationTime(),
                policy.authenticationMethods().stream()
                        .map(IkePolicies::withoutSecrets)
                        .toList(),
                policy.initiatorImpersonationType(),
                policy.ikeProposals(),
                policy.flags(),
                policy.maxDynamicFilters(),
                policy.retransmitDurationSecs());
    }

    private static AuthenticationMethod withoutSecrets(AuthenticationMethod method) {
        return method.type() == AuthenticationMethod.PRESHARED_KEY
                ? new AuthenticationMethod.PresharedKey(
                        Optional.empty(), ((AuthenticationMethod.PresharedKey) method).flags())
                : method;
    }
}
