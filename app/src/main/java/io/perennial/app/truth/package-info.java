// SPDX-License-Identifier: Apache-2.0
/** What people know of who is who, and how well records were resolved by it. */
@NullMarked
package io.perennial.app.truth;

import org.jspecify.annotations.NullMarked;
