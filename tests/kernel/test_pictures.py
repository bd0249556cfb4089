"""What a camera writes beside the picture stays with the sender."""

import io

import pytest
from PIL import Image, ImageCms, JpegImagePlugin, PngImagePlugin
from PIL.ExifTags import GPS, IFD, Base

from gongkai.kernel import pictures
from gongkai.kernel.pictures import strip
from gongkai.text.refusal import BadFile
from gongkai.text.signature import Kind

TRACES = (b"Exif", b"QINGHE-CAMERA", b"GPS-NOTE", b"xmp", b"a comment")
UPRIGHT, TURNED = 1, 6


def exif(orientation):
    data = Image.Exif()
    data[Base.Make] = "QINGHE-CAMERA"
    data[Base.Orientation] = orientation
    data.get_ifd(IFD.GPSInfo)[GPS.GPSLatitude] = (30.0, 15.0, 0.0)
    data.get_ifd(IFD.GPSInfo)[GPS.GPSAreaInformation] = b"GPS-NOTE"
    return data


def drawn():
    """Two colours, so that a turn is seen: left red, right blue; 40 wide, 20 high."""
    picture = Image.new("RGB", (40, 20), (200, 30, 30))
    picture.paste((30, 30, 200), (20, 0, 40, 20))
    return picture


def saved(picture, kind, orientation=UPRIGHT, **options):
    file = io.BytesIO()
    if kind is Kind.PNG:
        notes = PngImagePlugin.PngInfo()
        notes.add_text("Comment", "a comment")
        notes.add_itxt("XML:com.adobe.xmp", "<xmp/>")
        options["pnginfo"] = notes
    else:
        options |= {"xmp": b"<xmp/>"}
    if kind is Kind.JPG:
        options |= {"comment": b"a comment"}
    picture.save(file, pictures.FORMATS[kind], exif=exif(orientation), **options)
    return file


def cleaned(file, kind):
    target = io.BytesIO()
    file.seek(0)
    strip(file, kind, target)
    return target.getvalue(), Image.open(target)


@pytest.mark.parametrize("kind", list(pictures.FORMATS))
@pytest.mark.parametrize("orientation", [UPRIGHT, TURNED])
def test_nothing_is_left_but_the_picture(kind, orientation):
    given = saved(drawn(), kind, orientation)
    assert b"QINGHE-CAMERA" in given.getvalue()

    data, picture = cleaned(given, kind)

    assert [trace for trace in TRACES if trace in data] == []
    assert dict(picture.getexif()) == {}
    assert picture.format == pictures.FORMATS[kind]


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.WEBP])
def test_lossless_kinds_keep_every_pixel(kind):
    given = saved(drawn(), kind, lossless=True)
    _, picture = cleaned(given, kind)
    assert picture.convert("RGB").tobytes() == drawn().tobytes()


def test_pixels_under_full_transparency_are_kept():
    glass = Image.new("RGBA", (8, 8), (10, 20, 30, 0))
    for kind in (Kind.PNG, Kind.WEBP):
        _, picture = cleaned(saved(glass, kind, lossless=True, exact=True), kind)
        assert picture.getpixel((3, 3)) == (10, 20, 30, 0)


@pytest.mark.parametrize("kind", list(pictures.FORMATS))
def test_picture_is_turned_upright(kind):
    _, picture = cleaned(saved(drawn(), kind, TURNED, quality=95), kind)
    assert picture.size == (20, 40)
    top, bottom = picture.convert("RGB").getpixel((10, 5)), picture.getpixel((10, 35))
    assert top[0] > 150 > top[2]
    assert bottom[2] > 150 > bottom[0]


def test_jpeg_is_packed_as_before():
    slope = Image.linear_gradient("L").resize((96, 64))
    photograph = Image.merge("RGB", (slope, slope.transpose(Image.Transpose.ROTATE_180), slope))
    given = saved(photograph, Kind.JPG, quality=83, subsampling=2, progressive=True)
    before = Image.open(given)

    _, after = cleaned(given, Kind.JPG)

    assert after.quantization == before.quantization
    assert JpegImagePlugin.get_sampling(after) == 2
    assert after.info["progressive"]
    pairs = zip(before.tobytes(), after.tobytes(), strict=True)
    assert max(abs(one - other) for one, other in pairs) <= 2


def test_colour_profile_is_kept():
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    for kind in pictures.FORMATS:
        _, picture = cleaned(saved(drawn(), kind, icc_profile=profile), kind)
        assert picture.info["icc_profile"] == profile


def test_second_picture_inside_a_jpeg_is_left_behind():
    file = io.BytesIO()
    second = Image.new("RGB", (30, 30), (1, 2, 3))
    drawn().save(file, "MPO", save_all=True, append_images=[second])
    data, picture = cleaned(file, Kind.JPG)
    assert picture.format == "JPEG"
    assert len(data) < len(file.getvalue())
    assert data.count(b"\xff\xd8\xff") == 1


@pytest.mark.parametrize("kind", [Kind.PNG, Kind.WEBP])
def test_moving_picture_is_refused(kind):
    file = io.BytesIO()
    frames = [Image.new("RGB", (9, 9), (n, n, n)) for n in (0, 120, 240)]
    frames[0].save(file, kind.value, save_all=True, append_images=frames[1:])
    with pytest.raises(BadFile, match="会动的图片"):
        cleaned(file, kind)


def test_more_pixels_than_bearable_are_refused(monkeypatch):
    monkeypatch.setattr(pictures, "MAX_PIXELS", 799)
    with pytest.raises(BadFile, match="40×20 像素，太大了"):
        cleaned(saved(drawn(), Kind.PNG), Kind.PNG)


def test_bomb_is_refused_before_it_is_unpacked(monkeypatch):
    monkeypatch.setattr(Image, "MAX_IMAGE_PIXELS", 100)
    with pytest.raises(BadFile, match="像素太多"):
        cleaned(saved(drawn(), Kind.PNG), Kind.PNG)


@pytest.mark.parametrize("kind", list(pictures.FORMATS))
@pytest.mark.parametrize("keep", [0.02, 0.7])
def test_broken_picture_is_refused(kind, keep):
    noise = Image.frombytes("RGB", (64, 64), bytes(n * n % 251 for n in range(64 * 64 * 3)))
    data = saved(noise, kind).getvalue()
    with pytest.raises(BadFile, match="图片已损坏"):
        cleaned(io.BytesIO(data[: int(len(data) * keep)]), kind)
