from fondaco.web.charts.country_points import country_point


def test_a_country_s_point_is_within_it() -> None:
    latitude, longitude = country_point("BR") or (0, 0)
    assert -33.8 < latitude < 5.3
    assert -74 < longitude < -34.8


def test_what_the_map_does_not_draw_has_no_point() -> None:
    assert country_point("TV") is None
    assert country_point("XX") is None
