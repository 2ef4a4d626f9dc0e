package io.secureconnect.windows.selftest;

import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.EspProposal;
import io.secureconnect.api.sa.SaLifetime;
import io.secureconnect.spi.NativeAuthentication;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.windows.abi.Guid;
import io.secureconnect.windows.backend.FilterPlan;
import io.secureconnect.windows.backend.Lifetime;
import io.secureconnect.windows.nativekeying.NativePolicies;
import io.secureconnect.windows.wfp.Action;
import io.secureconnect.windows.wfp.ContextPolicy;
import io.secureconnect.windows.wfp.Filter;
import io.secureconnect.windows.wfp.FilterCondition;
import io.secureconnect.windows.wfp.Layers;
import io.secureconnect.windows.wfp.ProviderContext;
import io.secureconnect.windows.wfp.Value;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The policies of Windows' own IKE for a path, by a pre-shared key of this check, never committed. */
record NativePolicyContexts(IkeVersion version, String id) implements Check {
    private static final int KEY_OCTETS = 32;

    @Override
    public String question() {
        return "Does Windows take main mode, quick mode and keying policy of " + version
                + " and filters that name them, in a transaction that is aborted?";
    }

    @Override
    public Answer ask(Bench bench) {
        try (NativeTerms terms = terms(bench)) {
            NativePolicies policies = NativePolicies.of(terms);
            bench.begin();
            Guid provider = bench.addProvider(0);
            Guid subLayer = bench.addSubLayer(provider, 0, 0);
            Guid mainMode = bench.newKey();
            Guid quickMode = bench.newKey();
            Guid keying = bench.newKey();
            bench.add("main mode", context(mainMode, provider, policies.mainModeType(), policies.mainMode()));
            bench.add("quick mode", context(quickMode, provider, policies.quickModeType(), policies.quickMode()));
            bench.add("keying", context(keying, provider, ProviderContext.KEYING, policies.keying()));
            for (AddressFamily family : AddressFamily.values()) {
                bench.add(
                        "main mode " + family,
                        filter(bench, family, provider, subLayer, Layers.mainMode(family), mainMode));
                bench.add(
                        "quick mode " + family,
                        filter(bench, family, provider, subLayer, Layers.quickMode(family), quickMode));
                bench.add(
                        "keying " + family,
                        filter(bench, family, provider, subLayer, Layers.keyingModule(family), keying));
            }
            bench.abort();
            List<Guid> ours = List.of(mainMode, quickMode, keying);
            return bench.providerContexts().stream().anyMatch(found -> ours.contains(found.providerContextKey()))
                    ? Answer.failed("policies of the aborted transaction are there")
                    : Answer.settled("three policies and six filters were taken, and nothing stayed");
        }
    }

    private NativeTerms terms(Bench bench) {
        return NativeTerms.builder()
                .version(version)
                .authentication(new NativeAuthentication.PreSharedKey(bench.newSecret(KEY_OCTETS)))
                .addIkeProposals(NativePolicies.ikeProposals().stream()
                        .filter(version::has)
                        .findFirst()
                        .orElseThrow())
                .addEspProposals(EspProposal.AES_256_GCM)
                .perfectForwardSecrecy(false)
                .ikeLifetime(Duration.ofHours(8))
                .childLifetime(SaLifetime.builder().hard(Duration.ofHours(1)).build())
                .natTraversal(false)
                .build();
    }

    private static ProviderContext context(Guid key, Guid provider, int type, ContextPolicy policy) {
        return new ProviderContext(key, Bench.NAME, 0, Optional.of(provider), Bytes.empty(), type, policy, 0);
    }

    private static Filter filter(
            Bench bench, AddressFamily family, Guid provider, Guid subLayer, Guid layer, Guid context) {
        List<FilterCondition> addresses = new FilterPlan(Lifetime.STATIC)
                .callout(Bench.path(family), Direction.OUTBOUND)
                .filterCondition();
        return new Filter(
                bench.newKey(),
                Bench.NAME,
                Filter.HAS_PROVIDER_CONTEXT,
                Optional.of(provider),
                Bytes.empty(),
                layer,
                subLayer,
                new Value.Empty(),
                addresses,
                Action.PERMIT,
                Filter.Context.of(context),
                0,
                new Value.Empty());
    }
}
