package io.secureconnect.core.runtime;

import io.secureconnect.api.auth.CertificateCredential;
import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.Certificates;
import io.secureconnect.api.auth.SecretBytes;
import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.core.pki.CredentialReader;
import io.secureconnect.core.pki.KeyAndChain;
import io.secureconnect.core.pki.Pkcs12Reader;
import io.secureconnect.core.pki.UnreadableCredential;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.List;

/** The certificates of a host in files; see {@link io.secureconnect.api.SecureConnect#certificates}. */
final class CertificateFileSource implements Certificates {
    private static final long MOST_OCTETS = 64L * 1024 * 1024;

    private final CertificateFiles files;
    private final Reloaded<CertificateCredential> credential;

    CertificateFileSource(CertificateFiles files) {
        this.files = files;
        List<Path> all = new ArrayList<>(files.chain());
        files.pkcs12().ifPresent(all::add);
        files.privateKey().ifPresent(all::add);
        all.addAll(files.trustAnchors());
        all.addAll(files.revocationLists());
        this.credential = new Reloaded<>(List.copyOf(all), this::read, given -> {});
    }

    @Override
    public CertificateCredential current() {
        return credential.current();
    }

    private CertificateCredential read() {
        KeyAndChain own = files.pkcs12().map(this::container).orElseGet(this::separate);
        CertificateCredential.Builder builder = CertificateCredential.builder()
                .chain(own.chain())
                .privateKey(own.key())
                .revocation(files.revocation())
                .ocsp(files.ocsp())
                .peerNaming(files.peerNaming());
        files.trustAnchors().forEach(file -> builder.addAllTrustAnchors(parse(file, CredentialReader::certificates)));
        return builder.addAllRevocationLists(revocationLists(files.revocationLists()))
                .build();
    }

    /** What is in files of revocation lists. */
    static List<X509CRL> revocationLists(List<Path> files) {
        List<X509CRL> lists = new ArrayList<>();
        files.forEach(file -> lists.addAll(parse(file, CredentialReader::revocationLists)));
        return List.copyOf(lists);
    }

    private KeyAndChain container(Path file) {
        return parseSecret(
                file,
                content -> Pkcs12Reader.read(content, chain(), files.password().orElse(null)));
    }

    private KeyAndChain separate() {
        Path file = files.privateKey().orElseThrow();
        List<X509Certificate> chain = chain();
        return parseSecret(
                file,
                content -> KeyAndChain.of(
                        CredentialReader.privateKey(content, files.password().orElse(null)), chain));
    }

    private List<X509Certificate> chain() {
        List<X509Certificate> chain = new ArrayList<>();
        files.chain().forEach(file -> chain.addAll(parse(file, CredentialReader::certificates)));
        return chain;
    }

    private static <T> T parse(Path file, Parser<T> parser) {
        try {
            if (Files.size(file) > MOST_OCTETS) {
                throw unreadable(file, new UnreadableCredential("has more than the 64 MiB that are read"));
            }
            return parser.parse(Files.readAllBytes(file));
        } catch (UnreadableCredential e) {
            throw unreadable(file, e);
        } catch (IOException e) {
            throw new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, file + ": cannot be read: " + e, e);
        }
    }

    private static <T> T parseSecret(Path file, Parser<T> parser) {
        try (SecretBytes content = SecretFiles.read(file, ErrorCode.CREDENTIAL_UNREADABLE)) {
            return content.read(octets -> {
                try {
                    return parser.parse(octets);
                } catch (UnreadableCredential e) {
                    throw unreadable(file, e);
                }
            });
        }
    }

    private static SecureConnectException unreadable(Path file, UnreadableCredential problem) {
        return new SecureConnectException(ErrorCode.CREDENTIAL_UNREADABLE, file + ": " + problem.getMessage(), problem);
    }

    /** Makes something of a file's octets. */
    @FunctionalInterface
    private interface Parser<T> {
        T parse(byte[] content) throws UnreadableCredential;
    }
}
