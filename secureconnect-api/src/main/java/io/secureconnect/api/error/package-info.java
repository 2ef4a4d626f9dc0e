/** The exceptions of the SDK and their codes. */
@NullMarked
package io.secureconnect.api.error;

import org.jspecify.annotations.NullMarked;
