/** Measures of the Linux backend beside their yardsticks. */
package io.secureconnect.linux.bench;
