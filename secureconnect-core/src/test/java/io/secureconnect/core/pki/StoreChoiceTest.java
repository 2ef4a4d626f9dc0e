package io.secureconnect.core.pki;

import static io.secureconnect.core.pki.Authority.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.secureconnect.core.pki.Authority.Issued;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which certificates of a machine's store serve. */
class StoreChoiceTest {
    private static final String ROOT = "CN=Root CA,O=Acme,C=US";

    private final Authority root = Authority.root(ROOT, "P-256");
    private final Authority issuing = root.below("CN=Issuing CA,O=Acme", "P-256");
    private final Authority other = Authority.root("CN=Other CA", "P-256");
    private final MemoryStore store = new MemoryStore().roots(other, root);

    @ParameterizedTest
    @ValueSource(strings = {ROOT, "cn=root ca, o=ACME, c=us", "CN=Root  CA,O=Acme,C=US"})
    void theIssuersNameIsComparedAsANameNotAsAText(String issuer) {
        Issued web = root.issue("CN=web1", "P-256");
        StoreChoice choice = of(store.own(other.issue("CN=web1", "P-256")).own(web), issuer);
        assertThat(choice.chains()).containsExactly(List.of(web.leaf()));
        assertThat(choice.anchors()).containsExactly(root.certificate());
    }

    @Test
    void anotherIssuerHasNothing() {
        StoreChoice choice = of(store.own(root.issue("CN=web1", "P-256")), "CN=Root CA,O=Acme,C=DE");
        assertThat(choice.chains()).isEmpty();
        assertThat(choice.refusals()).isEmpty();
        assertThat(choice.anchors()).isEmpty();
    }

    @Test
    void theChainLeadsOverTheIntermediatesThatTheStoreHolds() {
        Issued web = issuing.issue("CN=web1", "P-256");
        assertThat(of(store.own(web), ROOT).chains()).isEmpty();
        StoreChoice choice = of(store.intermediates(issuing.certificate()), ROOT);
        assertThat(choice.chains()).containsExactly(List.of(web.leaf(), issuing.certificate()));
    }

    @Test
    void anIssuerBelowTheRootPinsTheRootAboveIt() {
        Issued web = issuing.issue("CN=web1", "P-256");
        StoreChoice choice = of(
                store.own(web).own(root.issue("CN=web1", "P-256")).intermediates(issuing.certificate()),
                "CN=Issuing CA,O=Acme");
        assertThat(choice.chains()).containsExactly(List.of(web.leaf(), issuing.certificate()));
        assertThat(choice.anchors()).containsExactly(root.certificate());
    }

    @Test
    void aNameAloneIsNotEnough() {
        Authority impostor = Authority.root(ROOT, "P-256");
        StoreChoice choice = of(store.own(impostor.issue("CN=web1", "P-256")), ROOT);
        assertThat(choice.chains()).isEmpty();
        Authority below = impostor.below("CN=Issuing CA,O=Acme", "P-256");
        assertThat(of(store.intermediates(below.certificate()), "CN=Issuing CA,O=Acme")
                        .anchors())
                .isEmpty();
    }

    @Test
    void twoRootsOfOneNameAreBothBelieved() {
        Authority renewed = Authority.root(ROOT, "P-256");
        assertThat(of(store.roots(renewed), ROOT).anchors()).containsExactly(root.certificate(), renewed.certificate());
    }

    @Test
    void theOneThatEndsLastIsFirstThenTheOneThatBeganLastThenTheGreaterSerialNumber() {
        Issued short_ = root.issue("CN=short", "P-256", draft -> draft.until = NOW.plus(Duration.ofDays(1)));
        Issued older = root.issue("CN=older", "P-256");
        Issued newer = root.issue("CN=newer", "P-256", draft -> draft.from = NOW.minus(Duration.ofDays(1)));
        Issued older2 = root.issue("CN=older2", "P-256");
        List<X509Certificate> expected = List.of(newer.leaf(), older2.leaf(), older.leaf(), short_.leaf());
        assertThat(first(of(store.own(short_).own(older).own(newer).own(older2), ROOT)))
                .isEqualTo(expected);
        MemoryStore turned = new MemoryStore().roots(root, other);
        assertThat(first(of(turned.own(older2).own(newer).own(older).own(short_), ROOT)))
                .isEqualTo(expected);
    }

    @Test
    void whatDoesNotServeIsSaidWithItsReason() {
        store.own(root.issue("CN=past", "P-256", draft -> draft.until = NOW.minusSeconds(1)))
                .own(root.issue("CN=future", "P-256", draft -> draft.from = NOW.plusSeconds(1)))
                .own(root.issue("CN=weak", "RSA1024"))
                .own(root.issue("CN=cipher", "P-256", draft -> draft.keyUsage = 0x20))
                .own(root.issue(
                        "CN=mail", "P-256", draft -> draft.purposes = List.of(KeyPurposeId.id_kp_emailProtection)));
        StoreChoice choice = of(store, ROOT);
        assertThat(choice.chains()).isEmpty();
        assertThat(choice.refusals())
                .hasSize(5)
                .anySatisfy(text -> assertThat(text).contains("CN=past", "ended at"))
                .anySatisfy(text -> assertThat(text).contains("CN=future", "begins at"))
                .anySatisfy(text -> assertThat(text).contains("CN=weak", "1024"))
                .anySatisfy(text -> assertThat(text).contains("CN=cipher", "digitalSignature"))
                .anySatisfy(text -> assertThat(text).contains("CN=mail", "other purposes"));
    }

    @Test
    void aWayOverACaThatHasEndedIsLeftForAnotherThatHasNot() {
        Authority ended = root.below("CN=Issuing CA,O=Acme", "P-256", draft -> draft.until = NOW.minusSeconds(1));
        X509Certificate crossSigned = ended.crossSignedBy(other);
        Issued web = ended.issue("CN=web1", "P-256");
        store.own(web).intermediates(ended.certificate());
        assertThat(of(store, ROOT).refusals()).singleElement().asString().contains("CN=Issuing CA", "ended at");
        StoreChoice choice = of(store.intermediates(crossSigned), "CN=Issuing CA,O=Acme");
        assertThat(choice.chains()).containsExactly(List.of(web.leaf(), crossSigned));
    }

    private static StoreChoice of(MemoryStore store, String issuer) {
        return StoreChoice.of(store, new X500Principal(issuer), NOW);
    }

    private static List<X509Certificate> first(StoreChoice choice) {
        return choice.chains().stream().map(chain -> chain.get(0)).toList();
    }
}
