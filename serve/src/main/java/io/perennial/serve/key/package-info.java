// SPDX-License-Identifier: Apache-2.0

/** API keys: hashed, of one role or more, expiring, rotated. */
@NullMarked
package io.perennial.serve.key;

import org.jspecify.annotations.NullMarked;
