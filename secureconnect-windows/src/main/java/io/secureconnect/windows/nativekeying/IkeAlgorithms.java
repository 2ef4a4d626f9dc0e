package io.secureconnect.windows.nativekeying;

import static io.secureconnect.windows.wfp.IkeProposal.CIPHER_AES_128;
import static io.secureconnect.windows.wfp.IkeProposal.CIPHER_AES_256;
import static io.secureconnect.windows.wfp.IkeProposal.DH_ECP_256;
import static io.secureconnect.windows.wfp.IkeProposal.DH_ECP_384;
import static io.secureconnect.windows.wfp.IkeProposal.DH_GROUP_14;
import static io.secureconnect.windows.wfp.IkeProposal.INTEGRITY_SHA1;
import static io.secureconnect.windows.wfp.IkeProposal.INTEGRITY_SHA_256;
import static io.secureconnect.windows.wfp.IkeProposal.INTEGRITY_SHA_384;

import io.secureconnect.api.sa.EncryptionAlgorithm;
import io.secureconnect.api.sa.IkeProposal;
import io.secureconnect.api.sa.IntegrityAlgorithm;
import io.secureconnect.api.sa.KeyExchangeMethod;
import io.secureconnect.windows.wfp.IpsecProposal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Algorithms of IKE that every supported Windows has. AES-GCM for IKE came with later builds than the oldest supported one, and
 * nothing tells whether a build has it, so it is not offered.
 */
final class IkeAlgorithms {
    private static final List<Cipher> CIPHERS = List.of(
            new Cipher(EncryptionAlgorithm.AES_CBC_128, CIPHER_AES_128),
            new Cipher(EncryptionAlgorithm.AES_CBC_256, CIPHER_AES_256));

    private static final List<Integrity> INTEGRITIES = List.of(
            new Integrity(IntegrityAlgorithm.HMAC_SHA1_96, INTEGRITY_SHA1),
            new Integrity(IntegrityAlgorithm.HMAC_SHA2_256_128, INTEGRITY_SHA_256),
            new Integrity(IntegrityAlgorithm.HMAC_SHA2_384_192, INTEGRITY_SHA_384));

    private static final List<Group> GROUPS = List.of(
            new Group(KeyExchangeMethod.MODP_2048, DH_GROUP_14, IpsecProposal.PFS_14),
            new Group(KeyExchangeMethod.ECP_256, DH_ECP_256, IpsecProposal.PFS_ECP_256),
            new Group(KeyExchangeMethod.ECP_384, DH_ECP_384, IpsecProposal.PFS_ECP_384));

    private IkeAlgorithms() {}

    private record Cipher(EncryptionAlgorithm algorithm, int number) {}

    private record Integrity(IntegrityAlgorithm algorithm, int number) {}

    private record Group(KeyExchangeMethod method, int number, int pfs) {}

    /** Every proposal made of these. */
    static List<IkeProposal> all() {
        List<IkeProposal> all = new ArrayList<>();
        for (Cipher cipher : CIPHERS) {
            for (Integrity integrity : INTEGRITIES) {
                for (Group group : GROUPS) {
                    all.add(IkeProposal.parse(String.join(
                            "-", cipher.algorithm.keyword(), integrity.algorithm.keyword(), group.method.keyword())));
                }
            }
        }
        return List.copyOf(all);
    }

    /** In the numbers of Windows; empty if it has no such algorithms. */
    static Optional<io.secureconnect.windows.wfp.IkeProposal> of(IkeProposal proposal, Duration lifetime) {
        return all().contains(proposal)
                ? Optional.of(io.secureconnect.windows.wfp.IkeProposal.of(
                        cipher(proposal),
                        integrity(proposal),
                        group(proposal).number,
                        Math.toIntExact(lifetime.toSeconds())))
                : Optional.empty();
    }

    /** An {@code IPSEC_PFS_GROUP}: the group of a proposal that {@link #of} knows. */
    static int pfsGroup(IkeProposal proposal) {
        return group(proposal).pfs;
    }

    private static int cipher(IkeProposal proposal) {
        return CIPHERS.stream()
                .filter(row -> row.algorithm == proposal.encryption())
                .findFirst()
                .orElseThrow()
                .number;
    }

    private static int integrity(IkeProposal proposal) {
        return INTEGRITIES.stream()
                .filter(row ->
                        proposal.integrity().filter(row.algorithm::equals).isPresent())
                .findFirst()
                .orElseThrow()
                .number;
    }

    private static Group group(IkeProposal proposal) {
        return GROUPS.stream()
                .filter(row -> row.method == proposal.keyExchange())
                .findFirst()
                .orElseThrow();
    }
}
