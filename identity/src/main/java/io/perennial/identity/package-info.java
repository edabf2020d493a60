// SPDX-License-Identifier: Apache-2.0
/** Records that share an e-mail or another key are one customer, whose id is stable across runs. */
@NullMarked
package io.perennial.identity;

import org.jspecify.annotations.NullMarked;
