// SPDX-License-Identifier: Apache-2.0
package io.perennial.governance.redact;

/**
 * Where something personal stands in a text.
 *
 * @param from its first character
 * @param to behind its last
 * @param placeholder what is put there, such as {@code [email]}
 */
record Found(int from, int to, String placeholder) {}
