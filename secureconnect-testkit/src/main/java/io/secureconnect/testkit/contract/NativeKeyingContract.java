package io.secureconnect.testkit.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.plan.IkeVersion;
import io.secureconnect.api.sa.AddressFamily;
import io.secureconnect.api.sa.Bytes;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.BackendChange.Negotiate;
import io.secureconnect.spi.BackendChange.Protect;
import io.secureconnect.spi.BackendChange.StopNegotiating;
import io.secureconnect.spi.BackendChange.Unprotect;
import io.secureconnect.spi.BackendSnapshot;
import io.secureconnect.spi.NativeNegotiation;
import io.secureconnect.spi.NativeTerms;
import io.secureconnect.spi.Protection;
import io.secureconnect.testkit.contract.BackendHarness.Ability;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * The operating system's own IKE: asked to negotiate on a path, it is told so once, the path stays blocked whatever becomes of
 * it, and a backend whose system has none says so and touches nothing. That keys are agreed on is beyond this contract.
 */
interface NativeKeyingContract extends BackendContract {
    @Test
    default void aSystemWithoutAnIkeOfItsOwnRefusesToNegotiateAndChangesNothing() {
        boolean able = !fixture().capabilities().nativeKeying().isEmpty();
        assertThat(fixture().capabilities().nativeIkeProposals().isEmpty())
                .as("proposals are listed if and only if versions are")
                .isNotEqualTo(able);
        assumeTrue(!able, () -> fixture().capabilities().description() + " has an IKE of its own");
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            BackendSnapshot before = fixture().snapshot();
            for (IkeVersion version : IkeVersion.values()) {
                try (NativeTerms terms = NativeTermsMaker.ofAnySystem(fixture(), version)) {
                    fixture().fails(ErrorCode.CAPABILITY_MISSING, new Negotiate(path, terms));
                }
            }
            fixture().unchanged(new StopNegotiating(path));
            assertThat(fixture().snapshot()).isEqualTo(before);
            assertThat(before.negotiated()).isEmpty();
        }
    }

    @Test
    default void aPathIsNegotiatedOnceAndToldWithItsFingerprint() {
        for (IkeVersion version : versions()) {
            for (AddressFamily family : fixture().families()) {
                HostPair path = fixture().path(family);
                fixture().protect(path, Protection.ENCRYPT);
                try (NativeTerms terms = NativeTermsMaker.fresh(fixture(), version)) {
                    fixture().applied(new Negotiate(path, terms));
                    fixture().unchanged(new Negotiate(path, terms));
                    assertNegotiated(path, terms.fingerprint());
                }
                fixture().applied(new StopNegotiating(path), new Unprotect(path));
            }
        }
    }

    @Test
    default void equalTermsAreTheSameTermsWhoeverMadeThem() {
        HostPair path = protectedPath();
        byte[] secret = NativeTermsMaker.secret(fixture());
        IkeVersion version = versions().iterator().next();
        try (NativeTerms terms = NativeTermsMaker.of(fixture(), version, secret);
                NativeTerms again = NativeTermsMaker.of(fixture(), version, secret)) {
            fixture().applied(new Negotiate(path, terms));
            fixture().unchanged(new Negotiate(path, again));
        }
    }

    @Test
    default void otherTermsTakeThePlaceOfThoseBefore() {
        HostPair path = protectedPath();
        byte[] secret = NativeTermsMaker.secret(fixture());
        for (IkeVersion version : versions()) {
            try (NativeTerms first = NativeTermsMaker.fresh(fixture(), version);
                    NativeTerms otherKey = NativeTermsMaker.of(fixture(), version, secret);
                    NativeTerms otherPolicy = NativeTermsMaker.withoutForwardSecrecy(fixture(), version, secret)) {
                for (NativeTerms terms : List.of(first, otherKey, otherPolicy, first)) {
                    fixture().applied(new Negotiate(path, terms));
                    assertNegotiated(path, terms.fingerprint());
                }
            }
        }
    }

    @Test
    default void pathsAreNegotiatedAndStoppedOneByOne() {
        AddressFamily family = fixture().families().iterator().next();
        HostPair kept = fixture().harness.path(family, 0);
        HostPair gone = fixture().harness.path(family, 1);
        for (HostPair path : List.of(kept, gone)) {
            fixture().protect(path, Protection.ENCRYPT);
        }
        IkeVersion version = versions().iterator().next();
        try (NativeTerms one = NativeTermsMaker.fresh(fixture(), version);
                NativeTerms other = NativeTermsMaker.fresh(fixture(), version)) {
            fixture().applied(new Negotiate(kept, one), new Negotiate(gone, other));
            assertThat(fixture().snapshot().negotiated()).containsOnlyKeys(kept, gone);

            fixture().applied(new StopNegotiating(gone));

            assertThat(fixture().snapshot().negotiated()).containsOnlyKeys(kept);
            assertNegotiated(kept, one.fingerprint());
            assertThat(fixture().snapshot().paths()).containsOnlyKeys(kept, gone);
        }
    }

    @Test
    default void stoppingEndsItOnceAndLeavesThePathProtected() {
        IkeVersion version = versions().iterator().next();
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            fixture().unchanged(new StopNegotiating(path));
            BackendSnapshot before = fixture().snapshot();
            try (NativeTerms terms = NativeTermsMaker.fresh(fixture(), version)) {
                fixture().applied(new Negotiate(path, terms));
            }

            fixture().applied(new StopNegotiating(path));
            fixture().unchanged(new StopNegotiating(path));

            assertThat(fixture().snapshot()).isEqualTo(before);
        }
    }

    @Test
    default void negotiationOutlivesItsBackendAndIsKnownToTheNext() {
        HostPair path = protectedPath();
        try (NativeTerms terms =
                NativeTermsMaker.fresh(fixture(), versions().iterator().next())) {
            fixture().applied(new Negotiate(path, terms));
            BackendSnapshot before = fixture().snapshot();

            fixture().reopen();

            assertThat(fixture().snapshot()).isEqualTo(before);
            fixture().unchanged(new Negotiate(path, terms));
        }
        fixture().applied(new StopNegotiating(path));
        assertThat(fixture().snapshot().negotiated()).isEmpty();
    }

    @Test
    default void nothingClearPassesWhileTermsComeChangeAndGo() {
        Set<IkeVersion> versions = versions();
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            for (Direction direction : Direction.values()) {
                fixture().protect(path, Protection.ENCRYPT);
                long leaked = fixture().harness.deliveredDuring(path, direction, () -> {
                    for (IkeVersion version : versions) {
                        try (NativeTerms first = NativeTermsMaker.fresh(fixture(), version);
                                NativeTerms second = NativeTermsMaker.fresh(fixture(), version)) {
                            fixture().applied(new Negotiate(path, first), new Negotiate(path, second));
                        }
                        fixture().applied(new Protect(path, Protection.DISCARD));
                        fixture().applied(new Protect(path, Protection.ENCRYPT));
                        fixture().reopen();
                        fixture().applied(new StopNegotiating(path));
                    }
                });
                assertThat(leaked)
                        .as("clear " + direction + " packets on " + path)
                        .isZero();
                fixture().assertBlocked(path, "in clear once negotiation has ended");
                fixture().applied(new Unprotect(path));
                fixture().assertPasses(path, "after the path is unprotected");
            }
        }
    }

    @Test
    default void nothingClearPassesWhileNobodyHasAgreedOnKeys() {
        Set<IkeVersion> versions = versions();
        fixture().needs(Ability.PACKETS);
        for (AddressFamily family : fixture().families()) {
            HostPair path = fixture().path(family);
            fixture().protect(path, Protection.ENCRYPT);
            for (IkeVersion version : versions) {
                try (NativeTerms terms = NativeTermsMaker.fresh(fixture(), version)) {
                    fixture().applied(new Negotiate(path, terms));
                    fixture().assertBlocked(path, "in clear while " + version.wireName() + " is to be negotiated");
                    fixture().reopen();
                    fixture().assertBlocked(path, "in clear after the backend was closed");
                }
            }
        }
    }

    /** Those of the system's own IKE; a test that needs one is skipped where there is none. */
    private Set<IkeVersion> versions() {
        Set<IkeVersion> versions = fixture().capabilities().nativeKeying();
        assumeTrue(!versions.isEmpty(), () -> fixture().capabilities().description() + " has no IKE of its own");
        return versions;
    }

    private HostPair protectedPath() {
        versions();
        HostPair path = fixture().path(fixture().families().iterator().next());
        fixture().protect(path, Protection.ENCRYPT);
        return path;
    }

    /** It is there whole, beside a path that is whole, and what it may have agreed on is not among our SAs. */
    private void assertNegotiated(HostPair path, Bytes fingerprint) {
        BackendSnapshot snapshot = fixture().snapshot();
        assertThat(Optional.ofNullable(snapshot.negotiated().get(path)).flatMap(NativeNegotiation::fingerprint))
                .contains(fingerprint);
        assertThat(snapshot.paths()).containsEntry(path, Protection.ENCRYPT);
        assertThat(snapshot.incompletePaths()).isEmpty();
        assertThat(snapshot.sas()).isEmpty();
        assertThat(snapshot.foreignPolicies()).isEmpty();
    }
}
