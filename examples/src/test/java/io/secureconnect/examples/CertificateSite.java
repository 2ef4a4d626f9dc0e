package io.secureconnect.examples;

import io.secureconnect.linux.lab.Wire;
import io.secureconnect.testkit.pki.KeyKind;
import io.secureconnect.testkit.pki.TestCa;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.stream.Stream;

/** Two hosts with certificates of one CA, in password-protected containers. */
final class CertificateSite extends IkeSite {
    private static final String CA = "CN=Acme Root CA,O=Acme";
    private static final String PASSWORD = "correct horse";

    private final TestCa ca = TestCa.root(CA, KeyKind.EC_P256);

    CertificateSite(Wire wire) throws IOException {
        super(
                wire,
                "{ \"type\": \"certificate\", \"issuer\": \"" + CA + "\" }",
                "\"certificateIssuer\": \"" + CA + "\", ");
        replace(dir.resolve("password"), (PASSWORD + "\n").getBytes(StandardCharsets.UTF_8));
        for (Wire.End end : List.of(wire.a(), wire.b())) {
            trust(end, ca);
            identify(end, ca);
        }
    }

    private Path container(Wire.End end) {
        return dir.resolve(end.namespace() + ".p12");
    }

    private Path authorities(Wire.End end) {
        return dir.resolve(end.namespace() + "-ca.pem");
    }

    private void trust(Wire.End end, TestCa authority) throws IOException {
        try {
            String base64 = Base64.getMimeEncoder()
                    .encodeToString(authority.certificate().getEncoded());
            replace(
                    authorities(end),
                    ("-----BEGIN CERTIFICATE-----\n" + base64 + "\n-----END CERTIFICATE-----\n")
                            .getBytes(StandardCharsets.US_ASCII));
        } catch (java.security.cert.CertificateEncodingException e) {
            throw new AssertionError(e);
        }
    }

    private void identify(Wire.End end, TestCa authority) throws IOException {
        replace(
                container(end),
                authority.issue("CN=" + end.namespace() + ",O=Acme").pkcs12(PASSWORD));
    }

    /** Gives one host the certificate of a CA of the same name that nobody else trusts. */
    void giveStrangeCertificate(Wire.End end) throws IOException {
        identify(end, TestCa.root(CA, KeyKind.EC_P256));
    }

    @Override
    Stream<Object> credentials(Wire.End end) {
        return Stream.of(
                "--pkcs12",
                container(end),
                "--pkcs12-password-file",
                dir.resolve("password"),
                "--ca",
                authorities(end));
    }
}
