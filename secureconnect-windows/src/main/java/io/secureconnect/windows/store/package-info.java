/**
 * The certificates of the local machine, by the JDK's own key stores where it has them and by Crypt32 where not, and signatures
 * by keys that do not leave their store.
 */
@NullMarked
package io.secureconnect.windows.store;

import org.jspecify.annotations.NullMarked;
