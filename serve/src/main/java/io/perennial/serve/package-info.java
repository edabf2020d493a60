// SPDX-License-Identifier: Apache-2.0

/** What is said over HTTP, to whom: the words that the server's packages share. */
@NullMarked
package io.perennial.serve;

import org.jspecify.annotations.NullMarked;
