package io.secureconnect.core.runtime;

import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.auth.PeerNaming;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.core.pki.Authority;
import io.secureconnect.core.pki.Authority.Issued;
import io.secureconnect.core.pki.MemoryStore;
import io.secureconnect.spi.MachineStore;
import io.secureconnect.spi.MachineStoreProvider;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Certificates of a machine's store: found, refused, and looked at again. */
class MachineStoreSourceTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";

    private final Authority root = Authority.root(ROOT, "P-256");
    private final Issued web = root.issue("CN=web1", "P-256", draft -> draft.until = NOW.plus(Duration.ofDays(9)));
    private final Stores stores = new Stores(new MemoryStore().roots(root).own(web));
    private final MachineCertificates options =
            MachineCertificates.builder().peerNaming(PeerNaming.WORKLOAD_ID).build();
    private Instant now = NOW;

    @Test
    void aCredentialIsTheMachinesCertificateItsKeyAndTheRootsOfTheIssuer() {
        CertificateCredential credential = source().current(ROOT);
        assertThat(credential.chain()).isEqualTo(web.chain());
        assertThat(credential.privateKey()).isSameAs(web.key());
        assertThat(credential.trustAnchors()).containsExactly(root.certificate());
        assertThat(credential.peerNaming()).isEqualTo(PeerNaming.WORKLOAD_ID);
    }

    @Test
    void aLookServesUntilItIsTooOldOrTheIssuerAnother() {
        MachineStoreSource source = source();
        stores.looks = 0;
        CertificateCredential first = source.current(ROOT);
        now = NOW.plusSeconds(59);
        assertThat(source.current(ROOT)).isSameAs(first);
        assertThat(source.current()).isSameAs(first);
        assertThat(stores.looks).isEqualTo(1);
        Issued renewed = root.issue("CN=web1", "P-256");
        stores.store = new MemoryStore().roots(root).own(web).own(renewed);
        now = NOW.plusSeconds(60);
        assertThat(source.current(ROOT).privateKey()).isSameAs(renewed.key());
        Authority next = Authority.root("CN=Next CA", "P-256");
        Issued other = next.issue("CN=web1", "P-256");
        stores.store = new MemoryStore().roots(root, next).own(renewed).own(other);
        assertThat(source.current("CN=Next CA").privateKey()).isSameAs(other.key());
        assertThat(source.current().privateKey()).isSameAs(other.key());
    }

    @Test
    void whatCannotBeReadAnewLeavesTheOldInUse() {
        MachineStoreSource source = source();
        CertificateCredential first = source.current(ROOT);
        now = NOW.plusSeconds(61);
        stores.store = new MemoryStore().roots(root);
        assertThat(source.current(ROOT)).isSameAs(first);
        now = NOW.plusSeconds(130);
        stores.failure = new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, "no right");
        assertThat(source.current(ROOT)).isSameAs(first);
        assertThatExceptionOfType(SecureConnectException.class).isThrownBy(() -> source.current("CN=Next CA"));
    }

    @Test
    void aCertificateWithoutItsKeyIsPassedOver() {
        Issued keyless = root.issue("CN=keyless", "P-256");
        stores.store = new MemoryStore().roots(root).ownWithoutKey(keyless).own(web);
        assertThat(source().current(ROOT).chain()).isEqualTo(web.chain());
        stores.store = new MemoryStore().roots(root).ownWithoutKey(keyless);
        refused(ROOT, "store of the test", "'CN=Root CA,O=Acme,C=US'", "'CN=keyless' is there without its private key");
    }

    @Test
    void aRefusalNamesStoreIssuerReasonAndRemedy() {
        stores.store = new MemoryStore().roots(root);
        refused(ROOT, "store of the test", "'CN=Root CA,O=Acme,C=US'", "there is none", "Have one issued");
        refused("CN=Nobody", "'CN=Nobody'", "none of this machine's root CAs", "put that CA");
        refused("not a name", "'not a name'", "RFC 2253");
        stores.store = new MemoryStore()
                .roots(root)
                .own(root.issue("CN=past", "P-256", draft -> draft.until = NOW.minusSeconds(1)));
        refused(ROOT, "'CN=past' ended at");
    }

    @Test
    void withoutAnIssuerNothingIsChosen() {
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> source().current())
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE));
    }

    @Test
    void aStoreThatCannotBeOpenedIsSaidAtOnce() {
        stores.failure = new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, "no right");
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(this::source)
                .withMessage("no right");
    }

    @Test
    void aSystemWithoutAStoreIsRefused() {
        stores.supported = false;
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> MachineStoreDiscovery.of(List.of(stores)))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                .withMessageContaining("give certificates in files");
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> SecureConnect.certificates(options))
                .withMessageContaining("this system has no certificate store");
    }

    private void refused(String issuer, String... parts) {
        assertThatExceptionOfType(SecureConnectException.class)
                .isThrownBy(() -> source().current(issuer))
                .satisfies(e -> assertThat(e.code()).isEqualTo(ErrorCode.CREDENTIAL_UNREADABLE))
                .satisfies(e -> assertThat(e.getMessage()).contains(parts));
    }

    private MachineStoreSource source() {
        return new MachineStoreSource(stores, options, List::of, () -> now);
    }

    private static final class Stores implements MachineStoreProvider {
        private MachineStore store;
        private SecureConnectException failure;
        private boolean supported = true;
        private int looks;

        Stores(MachineStore store) {
            this.store = store;
        }

        @Override
        public boolean supportsThisSystem() {
            return supported;
        }

        @Override
        public MachineStore open() {
            looks++;
            if (failure != null) {
                throw failure;
            }
            return store;
        }
    }
}
