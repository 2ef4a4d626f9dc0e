package io.secureconnect.windows.fake;

import com.sun.jna.Memory;
import io.secureconnect.windows.abi.NativeArena;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** Arenas whose blocks are kept when they are given back, so that a test can look at what was left in them. */
public final class KeptArenas implements Supplier<NativeArena> {
    private final List<Block> blocks = new ArrayList<>();

    @Override
    public NativeArena get() {
        return new NativeArena(octets -> {
            Block block = new Block(octets);
            blocks.add(block);
            return block;
        });
    }

    /** How many blocks were not given back. */
    public long inUse() {
        return blocks.stream().filter(block -> !block.givenBack).count();
    }

    /** How many octets of blocks that were given back are not zero. */
    public long octetsLeft() {
        return blocks.stream()
                .filter(block -> block.givenBack)
                .mapToLong(Block::left)
                .sum();
    }

    public int blocks() {
        return blocks.size();
    }

    /** Really gives everything back. */
    public void forget() {
        blocks.forEach(Block::free);
        blocks.clear();
    }

    private static final class Block extends Memory {
        private boolean givenBack;

        Block(long octets) {
            super(octets);
        }

        long left() {
            long left = 0;
            for (byte octet : getByteArray(0, (int) size())) {
                left += octet == 0 ? 0 : 1;
            }
            return left;
        }

        void free() {
            super.close();
        }

        @Override
        public void close() {
            givenBack = true;
        }
    }
}
