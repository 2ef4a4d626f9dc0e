/** What people and scripts see: tables, colours, JSON, errors and exit codes. */
@NullMarked
package io.secureconnect.examples.console;

import org.jspecify.annotations.NullMarked;
