// SPDX-License-Identifier: Apache-2.0
/** What records say, in one form, column by column, and how closely two of them agree. */
@NullMarked
package io.perennial.identity.compare;

import org.jspecify.annotations.NullMarked;
