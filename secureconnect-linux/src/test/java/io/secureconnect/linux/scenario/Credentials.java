package io.secureconnect.linux.scenario;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.auth.PairKey;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.policy.Authentication;
import io.secureconnect.linux.lab.StrongSwan;
import io.secureconnect.linux.lab.SwanConnection;
import io.secureconnect.testkit.pki.IssuedCertificate;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.Pem;
import io.secureconnect.testkit.pki.TestCa;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Collectors;
import javax.naming.InvalidNameException;
import javax.naming.ldap.LdapName;
import javax.naming.ldap.Rdn;
import javax.security.auth.x500.X500Principal;

/** What an engine of ours and a strongSwan know each other by. */
interface Credentials {
    Authentication authentication();

    /** Gives the engine what it proves itself with, and whom it believes. */
    void ours(IkeOptions.Builder options);

    /** Gives strongSwan the same; the connection comes back with the proofs in it. */
    SwanConnection theirs(StrongSwan strongSwan, SwanConnection connection, String ourId, String theirId);

    /** One secret for both. */
    static Credentials preSharedKey() {
        byte[] secret = new byte[32];
        new SecureRandom().nextBytes(secret);
        return preSharedKeys(secret, secret);
    }

    /** A secret for each; another one is a fault. */
    static Credentials preSharedKeys(byte[] ours, byte[] theirs) {
        return new Credentials() {
            @Override
            public Authentication authentication() {
                return new Authentication.PreSharedKey();
            }

            @Override
            public void ours(IkeOptions.Builder options) {
                List<PairKey> keys = List.of(new PairKey(0, SecretBytes.copyOf(ours)));
                options.preSharedKeys((local, peer) -> keys);
            }

            @Override
            public SwanConnection theirs(
                    StrongSwan strongSwan, SwanConnection connection, String ourId, String theirId) {
                return connection.isIkev1()
                        ? connection.preSharedKeyOfAddresses(theirs)
                        : connection.preSharedKey("keyid:" + theirId, "keyid:" + ourId, theirs);
            }
        };
    }

    /** Certificates of one CA, each with its workload's id as common name. */
    static Credentials certificates(KeyKind kind, OursAndStrongSwan.Initiator initiator) {
        TestCa ca = TestCa.root("CN=Lab Root CA,O=Lab", kind);
        return certificates(ca, ca.issue(initiator.ourName()), ca.issue(initiator.theirName()));
    }

    /** Any certificates; both believe {@code anchor}, and the policy names it as issuer. */
    static Credentials certificates(TestCa anchor, IssuedCertificate ours, IssuedCertificate theirs) {
        return new Credentials() {
            @Override
            public Authentication authentication() {
                return new Authentication.Certificate(anchor.name().getName());
            }

            @Override
            public void ours(IkeOptions.Builder options) {
                options.certificates(() -> ours.credential(anchor));
            }

            @Override
            public SwanConnection theirs(
                    StrongSwan strongSwan, SwanConnection connection, String ourId, String theirId) {
                strongSwan.trust("root", Pem.of(anchor.certificate()));
                strongSwan.own("theirs", Pem.of(theirs.certificate()), theirs.keyPem());
                for (int i = 1; i < theirs.chain().size(); i++) {
                    strongSwan.know("intermediate" + i, Pem.of(theirs.chain().get(i)));
                }
                return connection.certificate(
                        "theirs", inOrderOfEncoding(ours.certificate().getSubjectX500Principal()));
            }
        };
    }

    /** strongSwan writes a name from the root down, as DER does; RFC 2253 the other way round. */
    private static String inOrderOfEncoding(X500Principal name) {
        try {
            return new LdapName(name.getName())
                    .getRdns().stream().map(Rdn::toString).collect(Collectors.joining(", "));
        } catch (InvalidNameException e) {
            throw new AssertionError(e); // it comes from a certificate
        }
    }
}
