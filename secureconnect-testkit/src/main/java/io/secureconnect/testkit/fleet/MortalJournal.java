package io.secureconnect.testkit.fleet;

import io.secureconnect.api.error.ErrorCode;
import io.secureconnect.api.error.SecureConnectException;
import io.secureconnect.api.sa.Direction;
import io.secureconnect.api.sa.HostPair;
import io.secureconnect.spi.KeyJournal;
import java.util.function.BooleanSupplier;

/** A host's lasting journal as one process sees it: once that process is dead, it writes nothing more. */
final class MortalJournal implements KeyJournal {
    private final KeyJournal lasting;
    private final BooleanSupplier dead;

    MortalJournal(KeyJournal lasting, BooleanSupplier dead) {
        this.lasting = lasting;
        this.dead = dead;
    }

    @Override
    public long highest(HostPair path, Direction direction) {
        return lasting.highest(path, direction);
    }

    @Override
    public void use(HostPair path, Direction direction, long generation) {
        if (dead.getAsBoolean()) {
            throw new SecureConnectException(ErrorCode.INTERNAL, "a dead process writes no journal");
        }
        lasting.use(path, direction, generation);
    }
}
