/** What a host can do, what it lacks, and what of others is in the way; nothing here changes anything. */
@NullMarked
package io.secureconnect.examples.doctor;

import org.jspecify.annotations.NullMarked;
