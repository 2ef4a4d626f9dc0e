package io.secureconnect.testkit.kernel;

import io.secureconnect.spi.ChangeResult;
import java.util.List;

/**
 * What a change comes to in a kernel as it is now.
 *
 * @param writes one after the other; empty if there is nothing to do or it is refused
 * @param result the answer once they are done
 */
record PreparedChange(List<Runnable> writes, ChangeResult result) {
    static PreparedChange answer(ChangeResult result) {
        return new PreparedChange(List.of(), result);
    }
}
