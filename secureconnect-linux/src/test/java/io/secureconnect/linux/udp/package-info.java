/** The Linux backend against a scripted kernel, and against real ones. */
package io.secureconnect.linux.udp;
