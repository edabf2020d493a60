// SPDX-License-Identifier: Apache-2.0

/** Who asks, and what they may: keys, tokens, sessions, roles, limits, headers. */
@NullMarked
package io.perennial.serve.access;

import org.jspecify.annotations.NullMarked;
