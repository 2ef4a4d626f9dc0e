/** One class a command; they read options, call the SDK, and print. */
@NullMarked
package io.secureconnect.examples.command;

import org.jspecify.annotations.NullMarked;
