/** The engine of one host as a process: what it watches, and how it is spoken to. */
@NullMarked
package io.secureconnect.examples.agent;

import org.jspecify.annotations.NullMarked;
