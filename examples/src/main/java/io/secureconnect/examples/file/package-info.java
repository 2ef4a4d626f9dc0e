/** Files with keys and reports: who may read them, how they are written, what stands in them. */
@NullMarked
package io.secureconnect.examples.file;

import org.jspecify.annotations.NullMarked;
