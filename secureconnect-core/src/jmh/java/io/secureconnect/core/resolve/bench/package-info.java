/** The resolver beside a bare bitmap program, in one run. */
@NullMarked
package io.secureconnect.core.resolve.bench;

import org.jspecify.annotations.NullMarked;
