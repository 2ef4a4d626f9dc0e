package io.secureconnect.examples.agent;

import io.secureconnect.api.IkeOptions;
import io.secureconnect.api.SecureConnect;
import io.secureconnect.api.auth.CertificateFiles;
import io.secureconnect.api.auth.MachineCertificates;
import io.secureconnect.api.auth.PostquantumPreSharedKey;
import io.secureconnect.examples.file.PasswordFile;
import io.secureconnect.examples.file.PpkFile;
import io.secureconnect.examples.file.PrivateFiles;
import java.util.Optional;
import java.util.stream.Stream;

/** IKE of one host, out of files. Keys and certificates are read again when their files change; the engine sees to that. */
final class HostIke implements AutoCloseable {
    private final IkeOptions options;
    private final Optional<PostquantumPreSharedKey> postquantumKey;

    private HostIke(IkeOptions options) {
        this.options = options;
        this.postquantumKey = options.postquantumKey();
    }

    /** Reads the files for the first time. */
    static HostIke open(AgentOptions.Ike files) {
        IkeOptions.Builder options = IkeOptions.builder()
                .ports(files.ports())
                .preSharedKeys(files.preSharedKeys().map(SecureConnect::preSharedKeys))
                .certificates(files.certificates()
                        .map(HostIke::of)
                        .map(SecureConnect::certificates)
                        .or(() -> files.machineStore().map(HostIke::of).map(SecureConnect::certificates)));
        return new HostIke(options.postquantumKey(
                        files.postquantum().map(key -> PpkFile.read(key.file(), key.required())))
                .build());
    }

    private static CertificateFiles of(AgentOptions.Certificate files) {
        Stream.of(files.chain(), files.trustAnchors(), files.revocationLists())
                .flatMap(group -> group.stream())
                .forEach(PrivateFiles::requireTrusted);
        return CertificateFiles.builder()
                .pkcs12(files.pkcs12())
                .privateKey(files.privateKey())
                .chain(files.chain())
                .password(files.password().map(file -> () -> PasswordFile.read(file)))
                .trustAnchors(files.trustAnchors())
                .revocationLists(files.revocationLists())
                .revocation(files.revocation())
                .peerNaming(files.peerNaming())
                .build();
    }

    private static MachineCertificates of(AgentOptions.MachineStore machine) {
        machine.revocationLists().forEach(PrivateFiles::requireTrusted);
        return MachineCertificates.builder()
                .revocationLists(machine.revocationLists())
                .revocation(machine.revocation())
                .peerNaming(machine.peerNaming())
                .build();
    }

    IkeOptions forEngine() {
        return options;
    }

    /** Wipes the post-quantum key. */
    @Override
    public void close() {
        postquantumKey.ifPresent(key -> key.secret().close());
    }
}
