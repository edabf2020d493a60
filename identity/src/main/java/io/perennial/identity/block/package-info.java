// SPDX-License-Identifier: Apache-2.0
/** Which pairs of records are worth comparing: rules, what they cost, and what they find. */
@NullMarked
package io.perennial.identity.block;

import org.jspecify.annotations.NullMarked;
