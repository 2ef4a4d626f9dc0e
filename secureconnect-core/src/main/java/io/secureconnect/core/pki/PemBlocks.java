package io.secureconnect.core.pki;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;

/** The objects of a PEM text (RFC 7468), as octets that can be wiped. What stands between them is skipped. */
final class PemBlocks implements AutoCloseable {
    private static final String BEGIN = "-----BEGIN ";
    private static final String END = "-----END ";
    private static final String DASHES = "-----";

    private final List<Block> blocks = new ArrayList<>();

    private PemBlocks() {}

    /** Whether the octets are PEM; else they are DER, or nothing. */
    static boolean isPem(byte[] octets) {
        return indexOf(octets, BEGIN, 0) >= 0;
    }

    /** @throws UnreadableCredential if a block has no end, or is not in Base64 */
    static PemBlocks read(byte[] octets) throws UnreadableCredential {
        PemBlocks read = new PemBlocks();
        int at = indexOf(octets, BEGIN, 0);
        while (at >= 0) {
            int label = at + BEGIN.length();
            int labelEnd = indexOf(octets, DASHES, label);
            int body = labelEnd + DASHES.length();
            int end = labelEnd < 0 ? -1 : indexOf(octets, END, body);
            if (end < 0) {
                read.close();
                throw new UnreadableCredential("has a PEM block without an end");
            }
            String name = new String(octets, label, labelEnd - label, StandardCharsets.US_ASCII);
            byte[] text = Arrays.copyOfRange(octets, body, end);
            try {
                read.blocks.add(new Block(name, Base64.getMimeDecoder().decode(text)));
            } catch (IllegalArgumentException e) {
                read.close();
                throw new UnreadableCredential("has a PEM block that is not in Base64");
            } finally {
                Arrays.fill(text, (byte) 0);
            }
            at = indexOf(octets, BEGIN, end);
        }
        return read;
    }

    List<Block> blocks() {
        return blocks;
    }

    @Override
    public void close() {
        blocks.forEach(block -> Arrays.fill(block.der, (byte) 0));
    }

    private static int indexOf(byte[] octets, String word, int from) {
        byte[] wanted = word.getBytes(StandardCharsets.US_ASCII);
        for (int at = from; at + wanted.length <= octets.length; at++) {
            if (Arrays.equals(octets, at, at + wanted.length, wanted, 0, wanted.length)) {
                return at;
            }
        }
        return -1;
    }

    /** One object; not a record, for a record would print it. */
    static final class Block {
        private final String label;
        private final byte[] der;

        private Block(String label, byte[] der) {
            this.label = label;
            this.der = der;
        }

        String label() {
            return label;
        }

        /** Wiped with all others. */
        byte[] der() {
            return der;
        }
    }
}
